import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { roleWords } from '../../words/states';
import { roles } from '../people/roles';
import { MomentField } from './moment-field';

type SignOff = NonNullable<Schemas['StepTemplate']['signOff']>;
type Rule = SignOff['rule'];

const ruleKinds: readonly { value: Rule['kind']; label: string }[] = [
  { value: 'everyone', label: 'everyone of the roles' },
  { value: 'quorum', label: 'at least so many of them' },
  { value: 'any', label: 'any one of them' },
];

export function SignOffEditor({
  signOff,
  due,
  stepName,
  onChange,
}: {
  signOff: SignOff | null;
  due: Schemas['BusinessMoment'];
  stepName: string;
  onChange: (signOff: SignOff | null) => void;
}) {
  return (
    <div className="sub-section">
      <Checkbox
        label={`${stepName} ends with a sign-off`}
        checked={signOff !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? newSignOff(due) : null)}
      />
      {signOff ? <RuleEditor signOff={signOff} onChange={onChange} /> : null}
    </div>
  );
}

function RuleEditor({ signOff, onChange }: { signOff: SignOff; onChange: (signOff: SignOff) => void }) {
  const { rule } = signOff;
  const putRule = (part: Partial<Rule>) => onChange({ ...signOff, rule: { ...rule, ...part } });
  return (
    <div className="stack">
      <div className="fields">
        <NativeSelect
          label="Who must approve"
          size="xs"
          value={rule.kind}
          onChange={(event) => {
            const kind = ruleKinds.find((one) => one.value === event.currentTarget.value)?.value ?? rule.kind;
            const { quorum: _, ...rest } = rule;
            onChange({
              ...signOff,
              rule: kind === 'quorum' ? { ...rest, kind, quorum: 2 } : { ...rest, kind },
            });
          }}
          data={[...ruleKinds]}
        />
        {rule.kind === 'quorum' ? (
          <NumberInput
            label="How many"
            size="xs"
            min={1}
            max={50}
            allowDecimal={false}
            value={rule.quorum ?? 1}
            onChange={(value) => {
              if (typeof value === 'number') putRule({ quorum: value });
            }}
          />
        ) : null}
        <MomentField
          label="Decide by"
          value={signOff.due}
          onChange={(next) => onChange({ ...signOff, due: next })}
        />
        <NumberInput
          label="Minutes it takes"
          size="xs"
          min={1}
          max={600}
          allowDecimal={false}
          value={signOff.minutes}
          onChange={(value) => {
            if (typeof value === 'number') onChange({ ...signOff, minutes: value });
          }}
        />
      </div>
      <Checkbox.Group
        label="Roles that sign"
        size="xs"
        value={rule.roles}
        onChange={(chosen) => putRule({ roles: roles.filter((role) => chosen.includes(role)) })}
        error={rule.roles.length === 0 ? 'Name at least one role.' : null}
      >
        <div className="role-grid">
          {roles.map((role) => (
            <Checkbox key={role} size="xs" value={role} label={roleWords(role)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        size="xs"
        label="Nobody approves a plan that their own input went into"
        checked={rule.forbidOwn}
        onChange={(event) => putRule({ forbidOwn: event.currentTarget.checked })}
      />
    </div>
  );
}

function newSignOff(due: Schemas['BusinessMoment']): SignOff {
  return { rule: { kind: 'everyone', roles: ['executive'], forbidOwn: true }, due, minutes: 5 };
}
