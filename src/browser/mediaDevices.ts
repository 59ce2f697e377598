import { secureContext, unavailable } from './unavailable';

/**
 * The devices of the platform.
 *
 * @param doing - what an error says was being done
 * @param needs - what of them is needed
 * @throws `audio-unavailable`
 * @internal
 */
export function mediaDevices(doing: string, needs: string): MediaDevices {
  const { navigator } = globalThis as { readonly navigator?: Partial<Navigator> };
  if (navigator?.mediaDevices === undefined) throw unavailable(doing, needs, secureContext);
  return navigator.mediaDevices;
}
