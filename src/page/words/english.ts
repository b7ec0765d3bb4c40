/** A number with its noun: "1 message", "2 messages". */
export const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
