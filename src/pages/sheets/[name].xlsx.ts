import type { APIRoute, GetStaticPaths } from 'astro';
import { type Workbook, workbooks, xlsxOf } from '#build/sheets';

/** The workbooks of question 18, with live formulas; made at build. */
export const getStaticPaths: GetStaticPaths = () =>
  workbooks.map((book) => ({ params: { name: book.name }, props: { book } }));

export const GET: APIRoute<{ book: Workbook }> = async ({ props }) =>
  new Response((await xlsxOf(props.book)) as BodyInit, {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
  });
