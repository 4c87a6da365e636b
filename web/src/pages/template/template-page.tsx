import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, api, isWithdrawn, type Schemas } from '../../api/client';
import { useReader } from '../../api/session';
import { useAnnounce } from '../../components/announcements';
import { Page, Section } from '../../components/page';
import { ErrorNote, LoadingBlock, Notice } from '../../components/page-states';
import { formatMoment } from '../../words/dates';
import { plural } from '../../words/figures';
import { CopyTemplateDialog } from './copy-template-dialog';
import { GeneralEditor } from './general-editor';
import { LadderEditor } from './ladder-editor';
import { StepEditor } from './step-editor';

type TemplateView = Schemas['TemplateView'];
type Definition = Schemas['CycleTemplate'];

/** Who, when, how: the five steps, their tasks and dates, who signs, who is reminded. Saving makes a new version. */
export default function TemplatePage() {
  const { unitId = '' } = useParams();
  const [version, setVersion] = useState<number | null>(null);
  const template = useQuery({
    queryKey: ['template', unitId, version],
    queryFn: () =>
      answerOf(
        api.GET('/api/units/{unitId}/template', {
          params: { path: { unitId }, query: version === null ? {} : { version } },
        }),
      ),
    // What is being edited must not change under the reader's hands.
    refetchOnWindowFocus: false,
    meta: { isFrozen: true },
  });

  if (template.isPending) {
    return (
      <Page title="Template">
        <LoadingBlock rows={8} />
      </Page>
    );
  }
  if (template.isLoadingError || (template.isError && isWithdrawn(template.error))) {
    return (
      <Page title="Template" isNarrow>
        <ErrorNote error={template.error} onRetry={() => void template.refetch()} />
      </Page>
    );
  }
  return (
    <TemplateEditor
      key={`${template.data.templateId}/${template.data.version}`}
      unitId={unitId}
      template={template.data}
      onShowVersion={setVersion}
    />
  );
}

function TemplateEditor({
  unitId,
  template,
  onShowVersion,
}: {
  unitId: string;
  template: TemplateView;
  onShowVersion: (version: number | null) => void;
}) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [definition, setDefinition] = useState<Definition>(template.definition);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [isCopying, setCopying] = useState(false);
  const newest = Math.max(...template.versions.map((one) => one.version), template.version);
  const isChanged = JSON.stringify(definition) !== JSON.stringify(template.definition);
  const can = template.can.change;
  const isLocked = !can.allowed;

  const save = async () => {
    setIsSaving(true);
    setRefusal(null);
    try {
      const saved = await answerOf(
        api.PUT('/api/units/{unitId}/template', {
          params: { path: { unitId } },
          body: { definition, basedOnVersion: template.version },
        }),
      );
      queries.setQueryData(['template', unitId, null], saved);
      await queries.invalidateQueries({ queryKey: ['template', unitId] });
      onShowVersion(null);
      announce(`Version ${saved.version} is saved. Months started from now on use it.`);
    } catch (error) {
      setRefusal(error);
    } finally {
      setIsSaving(false);
    }
  };

  return (
    <Page
      title={`${template.name}, version ${template.version}`}
      lead="How a month goes. Months under way keep the version they began with."
      aside={
        <>
          <VersionSelect
            template={template}
            onShow={(version) => onShowVersion(version === newest ? null : version)}
          />
          <Button
            variant="default"
            disabled={isLocked}
            title={can.why || undefined}
            onClick={() => setCopying(true)}
          >
            Copy…
          </Button>
        </>
      }
    >
      {isLocked ? (
        <Notice tone="waiting" icon="lock" title="You can read this template, but not change it">
          {can.why}
        </Notice>
      ) : null}
      {template.version < newest ? (
        <Notice tone="soon" icon="clock" title={`This is an older version; the newest is ${newest}`}>
          Saving makes a new version from what you see here.
        </Notice>
      ) : null}
      <fieldset className="bare-fieldset" disabled={isLocked}>
        <div className="page">
          <Section
            title="The month as a whole"
            note="Business day 1 is the first business day of the month, −1 the last before it."
          >
            <GeneralEditor definition={definition} onChange={setDefinition} />
          </Section>
          {definition.steps.map((step, index) => (
            <Section
              key={step.key}
              title={`${index + 1}. ${step.name}`}
              note={plural(step.tasks.length, 'task')}
            >
              <StepEditor
                step={step}
                onChange={(next) =>
                  setDefinition({
                    ...definition,
                    steps: definition.steps.map((one) => (one.key === step.key ? next : one)),
                  })
                }
              />
            </Section>
          ))}
          <Section
            title="Reminders and escalation"
            note="In business time of whoever is asked; it stops the moment the work is done."
          >
            <LadderEditor
              ladder={definition.ladder}
              onChange={(ladder) => setDefinition({ ...definition, ladder })}
            />
          </Section>
        </div>
      </fieldset>
      {refusal ? (
        <ErrorNote error={refusal} whatNow="Nothing was saved. Mend what is named and save again." />
      ) : null}
      {isLocked ? null : (
        <div className="save-bar" data-changed={isChanged || undefined}>
          <Button loading={isSaving} disabled={!isChanged} onClick={() => void save()}>
            Save as version {newest + 1}
          </Button>
          <Button variant="default" disabled={!isChanged} onClick={() => setDefinition(template.definition)}>
            Take all changes back
          </Button>
          <span className="soft small">
            {isChanged ? 'There are changes that are not saved.' : 'Nothing is changed.'}
          </span>
        </div>
      )}
      {isCopying ? (
        <CopyTemplateDialog unitId={unitId} template={template} onClose={() => setCopying(false)} />
      ) : null}
    </Page>
  );
}

function VersionSelect({ template, onShow }: { template: TemplateView; onShow: (version: number) => void }) {
  const { timeZone } = useReader();
  return (
    <NativeSelect
      aria-label="Version"
      value={String(template.version)}
      onChange={(event) => onShow(Number(event.currentTarget.value))}
      data={[...template.versions]
        .sort((a, b) => b.version - a.version)
        .map((one) => ({
          value: String(one.version),
          label: `Version ${one.version}, ${formatMoment(one.createdAt, timeZone)}${one.createdBy ? `, ${one.createdBy.name}` : ''}${one.usedByCycles > 0 ? `, used by ${plural(one.usedByCycles, 'month')}` : ''}`,
        }))}
    />
  );
}
