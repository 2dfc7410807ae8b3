package dev.lockstep.bench;

/** One of the things that are measured. A round takes each system in turn, so that a busy machine troubles them alike. */
interface Benchmark {

    /** What it is called on the command line. */
    String name();

    void round(Settings settings, Results.Adder results) throws Exception;
}
