/** Formats a duration: "5 min", "90 s". */
export const lasting = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);
