/** Formats a duration: "5 分钟", "90 秒". */
export const lasting = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`);
