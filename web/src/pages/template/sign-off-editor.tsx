import { Button, Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import type { Schemas } from '../../api/client';
import { roles, roleWords } from '../../words/states';
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
        <NativeSelect
          label="In which order they are asked"
          size="xs"
          value={rule.order ?? 'parallel'}
          onChange={(event) =>
            putRule({ order: event.currentTarget.value === 'sequence' ? 'sequence' : 'parallel' })
          }
          data={[
            { value: 'parallel', label: 'all at once' },
            { value: 'sequence', label: 'one after another, role by role' },
          ]}
        />
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
        onChange={(chosen) => putRule({ roles: withChosen(rule.roles, chosen) })}
        error={rule.roles.length === 0 ? 'Name at least one role.' : null}
      >
        <div className="role-grid">
          {roles.map((role) => (
            <Checkbox key={role} size="xs" value={role} label={roleWords(role)} />
          ))}
        </div>
      </Checkbox.Group>
      {rule.order === 'sequence' && rule.roles.length > 1 ? (
        <RoleOrder roles={rule.roles} onChange={(next) => putRule({ roles: next })} />
      ) : null}
      <Checkbox
        size="xs"
        label="Nobody approves a plan that their own input went into"
        checked={rule.forbidOwn}
        onChange={(event) => putRule({ forbidOwn: event.currentTarget.checked })}
      />
    </div>
  );
}

/** Who is asked first, second …: each can be moved up. */
function RoleOrder({
  roles: ordered,
  onChange,
}: {
  roles: Rule['roles'];
  onChange: (roles: Rule['roles']) => void;
}) {
  return (
    <div>
      <p className="small soft">The next is asked when the one before has approved or abstained.</p>
      <ol className="role-order">
        {ordered.map((role, place) => (
          <li key={role}>
            {roleWords(role)}{' '}
            {place > 0 ? (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Ask ${roleWords(role)} earlier`}
                onClick={() => onChange(movedUp(ordered, place))}
              >
                earlier
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

function movedUp(ordered: Rule['roles'], place: number): Rule['roles'] {
  const next = [...ordered];
  const [role] = next.splice(place, 1);
  if (role) next.splice(place - 1, 0, role);
  return next;
}

/** Those chosen keep their order; a new one comes last. */
function withChosen(before: Rule['roles'], chosen: readonly string[]): Rule['roles'] {
  const added = roles.filter((role) => chosen.includes(role) && !before.includes(role));
  return [...before.filter((role) => chosen.includes(role)), ...added];
}

function newSignOff(due: Schemas['BusinessMoment']): SignOff {
  return { rule: { kind: 'everyone', roles: ['executive'], forbidOwn: true }, due, minutes: 5 };
}
