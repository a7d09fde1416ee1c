import { pino, type DestinationStream } from 'pino'
import type { Log, LogFields } from '../ports/log.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** One JSON object a line, for machines to read. */
export function pinoLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const logger = destination === undefined ? pino(options) : pino(options, destination)
  const plain = (fields: LogFields = {}): Record<string, unknown> => {
    const { error, ...rest } = fields
    return error === undefined ? rest : { ...rest, err: error }
  }
  return {
    info: (message, fields) => logger.info(plain(fields), message),
    warn: (message, fields) => logger.warn(plain(fields), message),
    error: (message, fields) => logger.error(plain(fields), message),
  }
}
