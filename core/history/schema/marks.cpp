// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/marks.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kStatements = {
    // What the user thinks of a run; may change at any time, so it is no part of the chain.
    R"(CREATE TABLE run_mark(
        run INTEGER PRIMARY KEY NOT NULL REFERENCES run(seq),
        starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
        note TEXT NOT NULL,
        changed_us INTEGER NOT NULL
    ) STRICT)"_L1,
    "CREATE INDEX run_mark_starred ON run_mark(run) WHERE starred"_L1,
    R"(CREATE TABLE run_tag(
        run INTEGER NOT NULL REFERENCES run(seq),
        tag TEXT NOT NULL CHECK (length(tag) > 0),
        PRIMARY KEY (run, tag)
    ) STRICT, WITHOUT ROWID)"_L1,
    "CREATE INDEX run_tag_tag ON run_tag(tag, run)"_L1,

    // Runs whose prompts and answers are not kept, and why. Their money is.
    R"(CREATE TABLE run_gone(
        run INTEGER PRIMARY KEY NOT NULL REFERENCES run(seq),
        reason TEXT NOT NULL CHECK (reason IN ('deleted', 'private', 'retention')),
        gone_us INTEGER NOT NULL
    ) STRICT)"_L1,
    // How many days the content of a project's runs is kept; a project without a row keeps it for ever.
    R"(CREATE TABLE retention(
        project TEXT PRIMARY KEY NOT NULL,
        days INTEGER NOT NULL CHECK (days > 0)
    ) STRICT, WITHOUT ROWID)"_L1,

    "CREATE INDEX vote_first ON vote(first_run)"_L1,
    "CREATE INDEX vote_second ON vote(second_run)"_L1,
    "CREATE INDEX lane_request_request ON lane_request(request)"_L1,
    "CREATE INDEX thread_run_version ON thread_run(prompt_version)"_L1,

    // record: run and lane as JSON without the two texts. owner: the process that writes the answer down.
    "ALTER TABLE journal ADD COLUMN record TEXT NOT NULL DEFAULT ''"_L1,
    "ALTER TABLE journal ADD COLUMN owner TEXT NOT NULL DEFAULT ''"_L1,

    // Notes and tags are found like answers. A table of its own, because they change and answers do not.
    R"(CREATE VIEW note_source(rowid, note) AS SELECT m.run, m.note || coalesce(
        (SELECT char(10) || group_concat(t.tag, ' ') FROM run_tag t WHERE t.run = m.run), '') FROM run_mark m)"_L1,
    R"(CREATE VIRTUAL TABLE search_notes USING fts5(note, content='note_source', content_rowid='rowid',
        tokenize='unicode61 remove_diacritics 2'))"_L1,

    // Words are cut at spaces, so Chinese, Japanese, Korean and Thai text and the middle of an identifier are found by
    // pieces of three characters. Only texts that hold such script or code are in it. Two line ends behind, so that the
    // last characters begin a piece too.
    R"(CREATE VIEW gram_source(rowid, body) AS SELECT rowid, prompt || char(10) || answers || char(10, 10)
        FROM search_source WHERE prompt || answers GLOB '*[`' || char(3584) || '-' || char(4255) || char(6016) || '-'
        || char(6143) || char(12352) || '-' || char(12543) || char(13312) || '-' || char(19903) || char(19968) || '-'
        || char(40959) || char(44032) || '-' || char(55203) || ']*'
        OR prompt || answers GLOB '*[a-z0-9]_[a-z0-9]*')"_L1,
    R"(CREATE VIRTUAL TABLE search_grams USING fts5(body, content='gram_source', content_rowid='rowid',
        tokenize='trigram', detail='none', columnsize=0))"_L1,
    "CREATE VIRTUAL TABLE search_gram_terms USING fts5vocab(search_grams, 'row')"_L1,
    "CREATE TABLE gram_state(id INTEGER PRIMARY KEY CHECK (id = 1), run INTEGER NOT NULL) STRICT"_L1,
    "INSERT INTO gram_state(id, run) VALUES(1, 0)"_L1,

    // A deleted text leaves no words behind in the indexes.
    "INSERT INTO search(search, rank) VALUES('secure-delete', 1)"_L1,
    "INSERT INTO search_notes(search_notes, rank) VALUES('secure-delete', 1)"_L1,
    "INSERT INTO search_grams(search_grams, rank) VALUES('secure-delete', 1)"_L1,
};

} // namespace

std::span<const QLatin1StringView> markStatements()
{
    return kStatements;
}

} // namespace assay
