/** The text of `worklet/worklet.ts`, bundled: the build puts it in. */
declare const __VOICE_WORKLET__: string;

export const inlined = (): string => __VOICE_WORKLET__;
