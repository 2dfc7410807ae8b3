package bad.lockstep.hub;

/** A sample that the architecture rules have to catch. */
final class KnowsTheClient {
    dev.lockstep.client.Identity identity;
}
