/** The module of the audio thread. */
export {};
