// @ts-check
import { spawn } from 'node:child_process'
import { Failed } from './failures.mjs'
import { root } from './root.mjs'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */
/** @typedef {{ code: number, stopped: boolean }} Ending how a program ended, and whether we were told to stop before */

/**
 * Starts a program in the project's folder and stays until it has ended: the first signal to us goes on to it (as SIGTERM
 * where `killSignal` names no other), later ones are ignored, since it is ending.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @param {(child: ChildProcess) => void} [meet] is given the running program
 * @returns {Promise<Ending>}
 */
export function runChild(command, args, options = {}, meet = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options })
    let stopped = false
    const listenNoMore = onStop(() => {
      if (!stopped) child.kill(options.killSignal)
      stopped = true
    })
    child.once('error', (error) => {
      listenNoMore()
      reject(new Failed(`${command} does not run: ${error.message}`))
    })
    child.once('close', (code) => {
      listenNoMore()
      resolve({ code: code ?? 1, stopped })
    })
    meet(child)
  })
}

/**
 * Calls `stop` at every signal to end, and when npm is told to end: it ends the shell between us, and we hear nothing.
 * @param {() => void} stop
 * @returns {() => void} what ends it
 */
function onStop(stop) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, stop)
  const parent = process.ppid
  const watching = setInterval(() => {
    if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) stop()
  }, 500)
  return () => {
    for (const signal of signals) process.off(signal, stop)
    clearInterval(watching)
  }
}
