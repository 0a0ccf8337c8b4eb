import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

/** A database that lies in a file of the disk. */
interface DatabaseFile {
  database: Database;
  /** The error of the file system behind an error of SQLite, if there was one. */
  failure: () => Error | undefined;
  close: () => void;
}

const NAME = 'node-file';

/**
 * Makes a new database in a file. SQLite for WebAssembly knows no files in Node, so its "virtual file system" is given
 * here: one file, which nobody else uses and which needs no journal, because a build that fails is thrown away.
 * See sqlite.org/c3ref/vfs.html and io_methods.html for what each method has to do.
 * @throws the error of the file system when the file cannot be made or is there already
 */
export function createDatabase(sqlite3: Sqlite3Static, path: string): DatabaseFile {
  const { capi, wasm } = sqlite3;
  const file = openSync(path, 'wx+');
  let failed: Error | undefined;
  /** Keeps what Node says, of which SQLite only remembers that something failed. */
  const attempt = (code: number, action: () => number): number => {
    try {
      return action();
    } catch (error) {
      failed ??= error as Error;
      return code;
    }
  };
  const bytesAt = (pointer: number, length: number): Uint8Array =>
    wasm.heap8u().subarray(pointer, pointer + length);

  const methods = new capi.sqlite3_io_methods();
  Object.assign(methods, { $iVersion: 1 });
  const system = new capi.sqlite3_vfs();
  system.$iVersion = 1;
  const anyFile = new capi.sqlite3_file();
  system.$szOsFile = anyFile.structInfo.sizeof;
  anyFile.dispose();
  system.$mxPathname = 64;
  /** A function of its own each time: the library knows functions by identity, and their signatures differ. */
  const nothing = (): (() => number) => () => capi.SQLITE_OK;
  sqlite3.vfs.installVfs({
    io: {
      struct: methods,
      methods: {
        xClose: nothing(),
        xRead: (_, to, length, offset) =>
          attempt(capi.SQLITE_IOERR_READ, () => {
            const bytes = bytesAt(to, length);
            const read = readSync(file, bytes, 0, length, Number(offset));
            bytes.fill(0, read);
            return read < length ? capi.SQLITE_IOERR_SHORT_READ : capi.SQLITE_OK;
          }),
        xWrite: (_, from, length, offset) =>
          attempt(capi.SQLITE_IOERR_WRITE, () => {
            // A disk that is nearly full takes a part, and tells why only when asked for the rest.
            for (let at = 0; at < length; )
              at += writeSync(file, bytesAt(from + at, length - at), 0, length - at, Number(offset) + at);
            return capi.SQLITE_OK;
          }),
        xTruncate: (_, size) =>
          attempt(capi.SQLITE_IOERR_TRUNCATE, () => {
            ftruncateSync(file, Number(size));
            return capi.SQLITE_OK;
          }),
        xSync: nothing(),
        xFileSize: (_, size) =>
          attempt(capi.SQLITE_IOERR_FSTAT, () => {
            wasm.poke64(size, BigInt(fstatSync(file).size));
            return capi.SQLITE_OK;
          }),
        xLock: nothing(),
        xUnlock: nothing(),
        xCheckReservedLock: (_, isLocked) => {
          wasm.poke(isLocked, 0, 'i32');
          return capi.SQLITE_OK;
        },
        xFileControl: () => capi.SQLITE_NOTFOUND,
        xSectorSize: () => 4096,
        xDeviceCharacteristics: () => 0,
      },
    },
    vfs: {
      name: NAME,
      struct: system,
      methods: {
        xOpen: (_, name, opened, flags, flagsOut) => {
          if (name === 0) return capi.SQLITE_CANTOPEN;
          const struct = new capi.sqlite3_file(opened);
          struct.$pMethods = methods.pointer;
          struct.dispose();
          wasm.poke(flagsOut, flags, 'i32');
          return capi.SQLITE_OK;
        },
        xDelete: nothing(),
        xAccess: (_, _name, _flags, exists) => {
          wasm.poke(exists, 0, 'i32');
          return capi.SQLITE_OK;
        },
        xFullPathname: (_, name, length, full) =>
          wasm.cstrncpy(full, name, length) < length ? capi.SQLITE_OK : capi.SQLITE_CANTOPEN,
        // Nothing in the file may depend on chance or on the clock.
        xRandomness: (_, length, to) => {
          bytesAt(to, length).fill(0);
          return length;
        },
        xSleep: nothing(),
        xCurrentTime: (_, to) => {
          wasm.poke(to, 0, 'double');
          return capi.SQLITE_OK;
        },
        xGetLastError: nothing(),
      },
    },
  });
  const database = new sqlite3.oo1.DB({ filename: 'dataset', flags: 'c', vfs: NAME });
  return {
    database,
    failure: () => failed,
    close: () => {
      database.close();
      capi.sqlite3_vfs_unregister(system.pointer as number);
      system.dispose();
      methods.dispose();
      closeSync(file);
    },
  };
}
