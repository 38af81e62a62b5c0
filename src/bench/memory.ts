import { readFileSync } from 'node:fs';

/** Resident memory of this process in MB: now, and the most it ever was. */
export interface Memory {
  readonly now: number;
  readonly peak: number;
}

/** Processor time that this process has used, in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Reads them from the kernel; where it does not tell the peak, from Node. */
export function memoryMb(): Memory {
  const now = process.memoryUsage.rss() / 2 ** 20;
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const peakKb = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]);
    return { now: Math.round(now), peak: Math.round(peakKb / 1024) };
  } catch {
    return { now: Math.round(now), peak: Math.round(process.resourceUsage().maxRSS / 1024) };
  }
}
