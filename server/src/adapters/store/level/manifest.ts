import * as decoding from 'lib0/decoding'
import { readLog } from './logFormat.ts'

/** The tags of LevelDB's version edits (its db/version_edit.cc). */
const Tag = {
  comparator: 1,
  log: 2,
  nextFile: 3,
  lastSequence: 4,
  compactPointer: 5,
  gone: 6,
  table: 7,
  previousLog: 9,
} as const

/** What a manifest says that there must be. */
export interface Manifest {
  /** The size of each table by its number. */
  tables: Map<number, number>
  /** Logs of lower numbers are in tables. */
  firstLog: number
  /** Where its whole records end: the rest was being written when the process or the machine died. */
  intact: number
}

/** Reads a manifest file up to its first record that is not whole. Throws when a whole one says what we do not know. */
export function readManifest(file: Buffer): Manifest {
  const { records, intact } = readLog(file)
  const manifest: Manifest = { tables: new Map(), firstLog: 0, intact }
  for (const record of records) applyEdit(manifest, decoding.createDecoder(record))
  return manifest
}

function applyEdit(manifest: Manifest, edit: decoding.Decoder): void {
  while (decoding.hasContent(edit)) {
    const tag = decoding.readVarUint(edit)
    switch (tag) {
      case Tag.comparator:
        decoding.readVarUint8Array(edit)
        break
      case Tag.log:
        manifest.firstLog = decoding.readVarUint(edit)
        break
      case Tag.nextFile:
      case Tag.lastSequence:
      case Tag.previousLog:
        decoding.readVarUint(edit)
        break
      case Tag.compactPointer:
        decoding.readVarUint(edit)
        decoding.readVarUint8Array(edit)
        break
      case Tag.gone:
        decoding.readVarUint(edit)
        manifest.tables.delete(decoding.readVarUint(edit))
        break
      case Tag.table: {
        decoding.readVarUint(edit)
        manifest.tables.set(decoding.readVarUint(edit), decoding.readVarUint(edit))
        decoding.readVarUint8Array(edit)
        decoding.readVarUint8Array(edit)
        break
      }
      default:
        throw new Error(`a version edit has the unknown tag ${tag}`)
    }
  }
}
