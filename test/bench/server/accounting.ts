/** Resources used by a server, from the kernel's accounting (Linux, proc(5)). */

import { readdirSync, readFileSync } from 'node:fs';

/**
 * Clock ticks per second in /proc/PID/stat. The kernel has fixed it at 100 for all architectures on which Node runs.
 */
const TICKS_PER_S = 100;

/** A process and all its living descendants. */
function tree(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    const list = read(`/proc/${pid}/task/${task}/children`) ?? '';
    return list.split(' ').filter(Boolean).map(Number);
  });
  return [pid, ...children.flatMap((child) => tree(child))];
}

/**
 * Processor time that a process and its descendants have used so far, in microseconds: user and system, in steps of 10
 * ms.
 */
export function cpuMicros(pid: number): number {
  let ticks = 0;
  for (const each of tree(pid)) {
    const stat = read(`/proc/${each}/stat`) ?? '';
    // The name in parentheses may contain anything. Counted after it, utime and stime are fields 12 and 13.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return (ticks / TICKS_PER_S) * 1e6;
}

/** Memory of a process and its descendants in bytes, as proportional share (Pss). */
export function memoryBytes(pid: number): number {
  let kib = 0;
  for (const each of tree(pid)) {
    const rollup = read(`/proc/${each}/smaps_rollup`) ?? '';
    kib += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kib * 1_024;
}

/** How many files and sockets a process may have open. */
export function openFilesLimit(pid: number): number {
  return Number(/^Max open files\s+(\d+)/m.exec(read(`/proc/${pid}/limits`) ?? '')?.[1] ?? 0);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return undefined;
  }
}
