package dev.lockstep.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.lockstep.wire.HubProof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where the encryption of a connection ends. */
class HubTrustTest {

    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBhTCCASugAwIBAgIUCtvpmk1i2zpHh2SnSzO2XW/CZ4QwCgYIKoZIzj0EAwIw
            FzEVMBMGA1UEAwwMTG9ja3N0ZXAgaHViMCAXDTI2MTEzMDE4NDEwMloYDzIxMjYx
            MTA2MTg0MTAyWjAXMRUwEwYDVQQDDAxMb2Nrc3RlcCBodWIwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAAS+UVGp6fmRyqeRI8ZGcRovjHjNgVen3UzPE2eipEDA09TM
            Hcrzz+J6A00sbgeJFEN2iiSX9IS7rvlb0iPI0+WOo1MwUTAdBgNVHQ4EFgQUg+qz
            URmyAuR1SXVEKU/3CQmYYGIwHwYDVR0jBBgwFoAUg+qzURmyAuR1SXVEKU/3CQmY
            YGIwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBSiws5duPPaLqU
            2Ke/meKNNx0EqDixSeKqdlfJKAW3WgIhAPB+JrWp56/JnuZPIoSA3SHSbi4vyb2c
            PeH2XFK3q1gD
            -----END CERTIFICATE-----
            """;

    private static X509Certificate certificate() throws CertificateException {
        InputStream pem = new ByteArrayInputStream(CERTIFICATE.getBytes(StandardCharsets.US_ASCII));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }

    @Test
    @DisplayName(
            "a certificate that nobody signed vouches for the hub of its key, and for no other; before it is seen for none")
    void ownKey() throws Exception {
        HubTrust trust = new HubTrust();
        X509Certificate certificate = certificate();
        String hub = HubProof.hubId(certificate.getPublicKey().getEncoded());
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        assertThat(trust.vouchesFor(hub)).isFalse();

        trust.checkServerTrusted(new X509Certificate[] {certificate}, "ECDHE_ECDSA", engine);

        assertThat(trust.vouchesFor(hub)).isTrue();
        assertThat(trust.vouchesFor("A".repeat(43))).isFalse();
    }

    @Test
    @DisplayName("a connection on which a second certificate is shown ends: who shows it need not be who is spoken to")
    void once() throws Exception {
        HubTrust trust = new HubTrust();
        X509Certificate[] chain = {certificate()};
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        trust.checkServerTrusted(chain, "ECDHE_ECDSA", engine);
        assertThatThrownBy(() -> trust.checkServerTrusted(chain, "ECDHE_ECDSA", engine))
                .isInstanceOf(CertificateException.class);
    }
}
