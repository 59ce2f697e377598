import { InjectionToken } from '@angular/core';
import { type AudioFormat } from 'rxjs-voice';

/** What the desk's server says of the gateway. */
export interface DeskConfig {
  readonly gateway: string;
  /** Whether it is the built-in gateway, whose line can be cut and slowed. */
  readonly loopback: boolean;
  readonly models: { readonly tts: string; readonly stt: string };
  readonly voices: readonly { readonly id: string; readonly name: string }[];
  readonly formats: readonly AudioFormat[];
}

export const deskConfig = new InjectionToken<DeskConfig>('what the server says of the gateway');

/** Asks the server that the page came from. */
export async function fetchConfig(): Promise<DeskConfig> {
  const answer = await fetch('/desk/config.json');
  if (!answer.ok) throw new Error(`The desk's server answered ${answer.status} for its config.`);
  return (await answer.json()) as DeskConfig;
}
