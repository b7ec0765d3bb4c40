/** The three fault classes: for each its findings, the evidence and what to do about it. */

import { FAULTS, type Fault, type Finding } from '../../protocol/diagnostics.ts';
import { MoreIcon } from '../ui/more-icon.tsx';
import { duration, number, say } from './say.ts';

export function Faults({ findings }: { findings: readonly Finding[] }) {
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">{say.value.faults}</h2>
      <ul class="faults">
        {FAULTS.map((fault) => (
          <Card key={fault} fault={fault} findings={findings.filter((found) => found.fault === fault)} />
        ))}
      </ul>
    </section>
  );
}

function Card({ fault, findings }: { fault: Fault; findings: readonly Finding[] }) {
  const { value: words } = say;
  const { name, none } = words.faultNames[fault];
  const [worst] = findings;
  const state = worst?.severity ?? 'none';
  return (
    <li class={`card ${state}`} data-fault={fault}>
      <div class="head">
        <h3>{name}</h3>
        <span class="mark">
          <MoreIcon name={worst ? 'warn' : 'check'} />
          {worst ? words.severity[worst.severity] : words.none}
        </span>
      </div>
      {worst ? findings.map((found) => <Found key={found.reason} found={found} />) : <p class="quiet">{none}</p>}
    </li>
  );
}

function Found({ found: { reason, what, evidence, todo } }: { found: Finding }) {
  const { value: words } = say;
  const own = words.findings[reason];
  return (
    <div class="finding">
      <p class="what">{own ? own.what(evidence, duration) : what}</p>
      <dl class="evidence">
        {Object.entries(evidence).map(([key, value]) => (
          <div key={key}>
            <dt>{words.evidence[key] ?? key}</dt>
            <dd>{key.endsWith('Ms') ? duration(value) : number(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="todo">
        <strong>{words.todo}</strong> {own ? own.todo : todo}
      </p>
    </div>
  );
}
