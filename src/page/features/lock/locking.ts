/** The actions of the lock settings: lock with the typed passphrase, generate one, unlock. */

import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { type Saving, useSaving } from '../moderation/saving.tsx';
import { lock, unlock } from './lock-room.ts';
import { makePassphrase, type PassphraseProblem, passphraseProblem } from './passphrase.ts';

export interface Locking {
  /** The passphrase field. It is uncontrolled, so that the passphrase exists nowhere else. */
  field: RefObject<HTMLInputElement | null>;
  isSeen: boolean;
  setSeen: (isSeen: boolean) => void;
  /** Whether the field contains a generated passphrase. */
  isMade: boolean;
  /** Why the passphrase in the field was rejected. */
  problem: PassphraseProblem | undefined;
  /** Whether the key is being derived from the passphrase, which takes a moment. */
  isUnderWay: boolean;
  /** The last action. `saving` is its progress. */
  done: 'locked' | 'unlocked';
  saving: Saving;
  lockRoom: () => Promise<void>;
  unlockRoom: () => void;
  makeUp: () => void;
  /** Call it when the passphrase was changed by hand. */
  edited: () => void;
}

export function useLocking(room: Room): Locking {
  const field = useRef<HTMLInputElement>(null);
  const [isSeen, setSeen] = useState(false);
  const [isMade, setMade] = useState(false);
  const [problem, setProblem] = useState<PassphraseProblem>();
  const [isUnderWay, setUnderWay] = useState(false);
  const [done, setDone] = useState<Locking['done']>('locked');
  const [saving, follow] = useSaving(room);
  const lockRoom = async (): Promise<void> => {
    if (isUnderWay) return;
    const { value: passphrase = '' } = field.current ?? {};
    const found = passphraseProblem(passphrase, room.name);
    setProblem(found);
    if (found) return field.current?.focus();
    setUnderWay(true);
    const result = await lock(room, passphrase);
    setUnderWay(false);
    setDone('locked');
    follow(result);
  };
  const unlockRoom = (): void => {
    setDone('unlocked');
    follow(unlock(room));
  };
  const makeUp = (): void => {
    if (!field.current) return;
    field.current.value = makePassphrase(() => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0);
    setProblem(undefined);
    setSeen(true);
    setMade(true);
  };
  const edited = (): void => {
    setProblem(undefined);
    setMade(false);
  };
  return { field, isSeen, setSeen, isMade, problem, isUnderWay, done, saving, lockRoom, unlockRoom, makeUp, edited };
}
