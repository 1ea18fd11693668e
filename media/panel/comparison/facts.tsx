/** Facts of two runs in a table: what differs is shown first, the rest on request. */
import { useState } from 'preact/hooks';
import { plural, t } from '../../../src/core/text/localize';
import type { FactPicture, FactTable } from '../../../src/render/panel/comparisonProtocol';
import { Button, Section } from '../parts/parts';

export function Facts(props: { tables: readonly FactTable[]; subject: string; reference: string }) {
  const { tables, subject, reference } = props;
  const [isOpen, setOpen] = useState(false);
  const same = tables.flatMap(({ rows }) => rows).filter(({ differs }) => !differs).length;
  const isShown = ({ differs }: FactPicture): boolean => isOpen || differs;
  return (
    <Section id="facts" title={t('Side by side')}>
      <table class="side-by-side" aria-labelledby="facts">
        <thead>
          <tr>
            <td />
            <th scope="col" dir="auto">
              {subject}
            </th>
            <th scope="col" dir="auto">
              {reference}
            </th>
          </tr>
        </thead>
        {tables
          .filter(({ rows }) => rows.some(isShown))
          .map(({ id, title, rows }) => (
            <tbody key={id}>
              <tr class="of">
                <th scope="rowgroup" colSpan={3}>
                  {title}
                </th>
              </tr>
              {rows.filter(isShown).map((row) => (
                <Row key={row.name} row={row} />
              ))}
            </tbody>
          ))}
      </table>
      {same > 0 && (
        <Button
          expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen
            ? t('Hide What Is the Same')
            : plural(same, {
                one: 'Show {0} More That Is the Same',
                other: 'Show {0} More That Are the Same',
              })}
        </Button>
      )}
    </Section>
  );
}

function Row({ row: { name, subject, reference, differs } }: { row: FactPicture }) {
  return (
    <tr class={differs ? 'differs' : ''}>
      <th scope="row" dir="auto">
        {name}
      </th>
      {[subject, reference].map((value, index) => (
        <td key={index} dir="auto">
          {value === '' ? <span class="muted">{t('none')}</span> : value}
        </td>
      ))}
    </tr>
  );
}
