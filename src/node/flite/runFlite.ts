/** WASI errno values, wasi_snapshot_preview1. */
const badFile = 8;
const noEntry = 44;
const notSeekable = 70;
/** The one folder a program may open files in, by WASI's rule the first descriptor after the three standard ones. */
const root = 3;
/** `path_open` flags that make or empty a file. */
const createOrTruncate = 0b1001;

interface MemoryFile {
  bytes: Uint8Array<ArrayBuffer>;
  size: number;
}

/** Thrown through the program by `proc_exit`, which must not return. */
class Exit extends Error {
  constructor(readonly code: number) {
    super(`flite ended with code ${code}`);
  }
}

/**
 * Runs flite once, as a program with arguments, over files in memory: no disk, no environment, a clock that stands still.
 * Each run is a new instance of the module, so that the same arguments always give the same bytes.
 *
 * @param module - the compiled `flite.wasm`
 * @param args - its arguments, after the program's name
 * @param input - the content of `/in.txt`, if it shall read one
 * @returns what it printed, and the file `/out.wav`, empty where it wrote none
 * @throws an `Error`, if it ended with another code than 0
 * @internal
 */
export function runFlite(
  module: WebAssembly.Module,
  args: readonly string[],
  input = '',
): { readonly printed: string; readonly wav: Uint8Array<ArrayBuffer> } {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const argv = ['flite', ...args].map((arg) => encoder.encode(`${arg}\0`));
  const text = encoder.encode(input);
  const files = new Map<string, MemoryFile>([['in.txt', { bytes: text, size: text.length }]]);
  const open = new Map<number, { readonly file: MemoryFile; at: number }>();
  let printed = '';
  let nextFile = root + 1;
  let memory = new WebAssembly.Memory({ initial: 0 });

  const view = () => new DataView(memory.buffer);
  const bytes = (at: number, length: number) => new Uint8Array(memory.buffer, at, length);
  /** Walks a list of buffers until `each` takes less than a whole one; stores the total. */
  const vectors = (
    at: number,
    count: number,
    result: number,
    each: (part: Uint8Array) => number,
  ) => {
    let total = 0;
    for (let i = 0; i < count; i++) {
      const part = bytes(
        view().getUint32(at + 8 * i, true),
        view().getUint32(at + 8 * i + 4, true),
      );
      const done = each(part);
      total += done;
      if (done < part.length) break;
    }
    view().setUint32(result, total, true);
    return 0;
  };

  const wasi = {
    args_sizes_get(count: number, size: number) {
      view().setUint32(count, argv.length, true);
      view().setUint32(
        size,
        argv.reduce((sum, arg) => sum + arg.length, 0),
        true,
      );
      return 0;
    },
    args_get(pointers: number, buffer: number) {
      for (const arg of argv) {
        view().setUint32(pointers, buffer, true);
        bytes(buffer, arg.length).set(arg);
        pointers += 4;
        buffer += arg.length;
      }
      return 0;
    },
    clock_time_get(_clock: number, _precision: bigint, result: number) {
      view().setBigUint64(result, 0n, true);
      return 0;
    },
    fd_close: (fd: number) => (open.delete(fd) ? 0 : badFile),
    fd_fdstat_get(fd: number, result: number) {
      bytes(result, 24).fill(0);
      view().setUint8(result, fd < root ? 2 : fd === root ? 3 : 4); // character device, directory, regular file
      view().setBigUint64(result + 8, 0xffff_ffff_ffff_ffffn, true);
      view().setBigUint64(result + 16, 0xffff_ffff_ffff_ffffn, true);
      return 0;
    },
    fd_fdstat_set_flags: () => 0,
    fd_prestat_get(fd: number, result: number) {
      if (fd !== root) return badFile;
      view().setUint32(result, 0, true);
      view().setUint32(result + 4, 1, true);
      return 0;
    },
    fd_prestat_dir_name(_fd: number, at: number) {
      view().setUint8(at, 0x2f);
      return 0;
    },
    fd_read(fd: number, at: number, count: number, result: number) {
      const handle = open.get(fd);
      if (!handle) return badFile;
      return vectors(at, count, result, (part) => {
        const read = handle.file.bytes.subarray(
          handle.at,
          Math.min(handle.at + part.length, handle.file.size),
        );
        part.set(read);
        handle.at += read.length;
        return read.length;
      });
    },
    fd_seek(fd: number, offset: bigint, whence: number, result: number) {
      const handle = open.get(fd);
      if (!handle) return notSeekable;
      handle.at = Number(offset) + (whence === 0 ? 0 : whence === 1 ? handle.at : handle.file.size);
      view().setBigUint64(result, BigInt(handle.at), true);
      return 0;
    },
    fd_write(fd: number, at: number, count: number, result: number) {
      const handle = open.get(fd);
      if (!handle && fd >= root) return badFile;
      return vectors(at, count, result, (part) => {
        if (handle) {
          write(handle.file, handle.at, part);
          handle.at += part.length;
        } else printed += decoder.decode(part);
        return part.length;
      });
    },
    path_open(
      _directory: number,
      _lookup: number,
      at: number,
      length: number,
      flags: number,
      _rights: bigint,
      _inheriting: bigint,
      _fdFlags: number,
      result: number,
    ) {
      const path = decoder.decode(bytes(at, length));
      if (flags & createOrTruncate) files.set(path, { bytes: new Uint8Array(1 << 17), size: 0 });
      const file = files.get(path);
      if (!file) return noEntry;
      open.set(nextFile, { file, at: 0 });
      view().setUint32(result, nextFile++, true);
      return 0;
    },
    proc_exit(code: number) {
      throw new Exit(code);
    },
  };

  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi });
  const { memory: exported, _start: start } = instance.exports;
  memory = exported as WebAssembly.Memory;
  try {
    (start as () => void)();
  } catch (thrown) {
    if (!(thrown instanceof Exit && thrown.code === 0)) throw thrown;
  }
  const out = files.get('out.wav');
  return { printed, wav: out ? out.bytes.subarray(0, out.size) : new Uint8Array(0) };
}

function write(file: MemoryFile, at: number, part: Uint8Array): void {
  const end = at + part.length;
  if (end > file.bytes.length) {
    const larger = new Uint8Array(2 * end);
    larger.set(file.bytes);
    file.bytes = larger;
  }
  file.bytes.set(part, at);
  file.size = Math.max(file.size, end);
}
