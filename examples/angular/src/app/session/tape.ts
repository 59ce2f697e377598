import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';
import { type SocketFactory, type WebSocketLike } from 'rxjs-voice';
import { type CassetteEntry, recordCassette } from 'rxjs-voice/testing';

/** More than this is not kept, bytes: about twenty minutes of both directions. */
const room = 64 * 1024 * 1024;

/** Everything that was on the lines of this session. */
@Injectable({ providedIn: 'root' })
export class Tape {
  private readonly kept: CassetteEntry[] = [];
  private readonly told$ = new Subject<CassetteEntry>();
  private size = 0;

  /** Every frame of every line, as it comes and goes. */
  readonly entries$ = this.told$.asObservable();

  /** The browser's sockets, recorded. */
  readonly socket: SocketFactory = recordCassette(browserSocket, (entry) => {
    this.keep(entry);
    this.told$.next(entry);
  });

  get entries(): readonly CassetteEntry[] {
    return this.kept;
  }

  get isFull(): boolean {
    return this.size > room;
  }

  private keep(entry: CassetteEntry): void {
    if (this.isFull) return;
    this.kept.push(entry);
    this.size += 'frame' in entry ? entry.frame.length : 0;
  }
}

const browserSocket: SocketFactory = ({ url, protocols }): WebSocketLike =>
  new WebSocket(url, protocols);
