package dev.lockstep.desktop.shell;

import java.util.Map;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A link that a camera can read. */
class QrPictureTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 120, 170, 400})
    @DisplayName("what is drawn is read by another library, at any size")
    void readBack(int side) throws Exception {
        String link = "lockstep://join/Af2qLKzxhap13A5KfjehbifWeOhdocb09sQB5LoIP9LlHAMBBMCoMgEKNHA4d2hjdGc1OfB7sDw";
        WritableImage image = QrPicture.image(link, side);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        assertThat(width).isGreaterThanOrEqualTo(side).isEqualTo(height);
        int[] pixels = new int[width * height];
        PixelReader reader = image.getPixelReader();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = reader.getArgb(i % width, i / width);
        }
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        assertThat(new QRCodeReader()
                        .decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true))
                        .getText())
                .isEqualTo(link);
    }
}
