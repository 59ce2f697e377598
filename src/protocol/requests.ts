// PLACEHOLDER contract: the protocol room replaces these by types derived from its io-ts codecs (same names, same shapes).

/** What a client says to a speaking gateway: the wire shape. */
export type TtsRequest =
  | {
      readonly type: 'init';
      readonly model?: string;
      readonly voice?: string;
      readonly language?: string;
      readonly config?: Record<string, unknown>;
    }
  | {
      readonly type: 'text';
      readonly text: string;
      readonly flush?: boolean;
      readonly partial?: boolean;
      readonly pronunciation?: Record<string, unknown>;
    }
  | { readonly type: 'flush' | 'clear' | 'cancel' | 'close' | 'keepalive' };

/** What a client says to a listening gateway, audio apart: the wire shape. */
export type SttRequest =
  | {
      readonly type: 'init';
      readonly model?: string;
      readonly language?: string;
      readonly config?: Record<string, unknown>;
    }
  | { readonly type: 'finalize' | 'close' | 'keepalive' };
