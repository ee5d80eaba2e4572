// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/threads.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Version 6: conversations, the exact requests, votes, versions of prompts. docs/data-dictionary.md describes each
// column. Requests and attachments are kept once, under their SHA-256.
constexpr std::array kStatements = {
    R"(CREATE TABLE prompt(
        seq INTEGER PRIMARY KEY NOT NULL,
        id TEXT NOT NULL UNIQUE CHECK (length(id) > 0),
        kind TEXT NOT NULL CHECK (kind IN ('prompt', 'system')),
        name TEXT NOT NULL,
        created_us INTEGER NOT NULL
    ) STRICT)"_L1,
    R"(CREATE TABLE prompt_version(
        seq INTEGER PRIMARY KEY NOT NULL,
        prompt INTEGER NOT NULL REFERENCES prompt(seq),
        version INTEGER NOT NULL,
        sha BLOB NOT NULL CHECK (length(sha) = 32),
        text TEXT NOT NULL,
        system TEXT NOT NULL,
        at_us INTEGER NOT NULL,
        UNIQUE (prompt, version),
        UNIQUE (prompt, sha)
    ) STRICT)"_L1,
    R"(CREATE TABLE thread_run(
        run INTEGER PRIMARY KEY NOT NULL REFERENCES run(seq),
        thread TEXT NOT NULL CHECK (length(thread) > 0),
        parent TEXT NOT NULL,
        turn INTEGER NOT NULL CHECK (turn >= 0),
        promoted INTEGER,
        sample_of TEXT NOT NULL,
        prompt_version INTEGER REFERENCES prompt_version(seq),
        variables TEXT NOT NULL
    ) STRICT)"_L1,
    "CREATE INDEX thread_run_thread ON thread_run(thread, run)"_L1,
    R"(CREATE TABLE request(
        seq INTEGER PRIMARY KEY NOT NULL,
        sha BLOB NOT NULL UNIQUE CHECK (length(sha) = 32),
        body TEXT NOT NULL
    ) STRICT)"_L1,
    R"(CREATE TABLE request_bytes(
        sha BLOB PRIMARY KEY NOT NULL CHECK (length(sha) = 32),
        data BLOB NOT NULL
    ) STRICT, WITHOUT ROWID)"_L1,
    R"(CREATE TABLE lane_request(
        lane INTEGER PRIMARY KEY NOT NULL REFERENCES lane(seq),
        col INTEGER NOT NULL,
        request INTEGER REFERENCES request(seq)
    ) STRICT)"_L1,
    R"(CREATE TABLE vote(
        seq INTEGER PRIMARY KEY NOT NULL,
        id TEXT NOT NULL UNIQUE CHECK (length(id) > 0),
        first_run TEXT NOT NULL,
        first_lane INTEGER NOT NULL,
        first_model TEXT NOT NULL,
        first_served TEXT NOT NULL,
        first_names_itself INTEGER NOT NULL CHECK (first_names_itself IN (0, 1)),
        second_run TEXT NOT NULL,
        second_lane INTEGER NOT NULL,
        second_model TEXT NOT NULL,
        second_served TEXT NOT NULL,
        second_names_itself INTEGER NOT NULL CHECK (second_names_itself IN (0, 1)),
        verdict TEXT NOT NULL CHECK (verdict IN ('first', 'second', 'tie', 'both_bad', 'cannot_tell')),
        blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
        reasons TEXT NOT NULL,
        note TEXT NOT NULL,
        at_us INTEGER NOT NULL
    ) STRICT)"_L1,
    // A vote that was undone stays, and is counted no more.
    R"(CREATE TABLE vote_withdrawn(
        vote INTEGER PRIMARY KEY NOT NULL REFERENCES vote(seq),
        at_us INTEGER NOT NULL
    ) STRICT)"_L1,
    "CREATE TRIGGER vote_keep BEFORE DELETE ON vote BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END"_L1,
    "CREATE TRIGGER vote_fix BEFORE UPDATE ON vote BEGIN SELECT RAISE(ABORT, 'vote is append-only'); END"_L1,
    "CREATE TRIGGER prompt_version_fix BEFORE UPDATE ON prompt_version BEGIN SELECT RAISE(ABORT, 'prompt_version is append-only'); END"_L1,
};

} // namespace

std::span<const QLatin1StringView> threadStatements()
{
    return kStatements;
}

} // namespace assay
