// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/schema/replays.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kStatements = {
    // The request as it left, in the form of sentstore.h. With the texts, because it holds what they hold: whatever
    // removes those removes it.
    "ALTER TABLE lane_text ADD COLUMN sent BLOB"_L1,
    // Parts of big requests, each kept once: a conversation that grows sends its beginning again and again.
    R"(CREATE TABLE sent_piece(
        seq INTEGER PRIMARY KEY NOT NULL,
        sha BLOB NOT NULL UNIQUE CHECK (length(sha) = 32),
        data BLOB NOT NULL
    ) STRICT)"_L1,
    R"(CREATE TABLE lane_piece(
        lane INTEGER NOT NULL REFERENCES lane(seq),
        piece INTEGER NOT NULL REFERENCES sent_piece(seq),
        PRIMARY KEY (lane, piece)
    ) STRICT, WITHOUT ROWID)"_L1,
    "CREATE INDEX lane_piece_piece ON lane_piece(piece)"_L1,

    // A lane that sent the request of another one again. Explains and counts nothing: no part of the hash chain.
    R"(CREATE TABLE lane_replay(
        lane INTEGER PRIMARY KEY NOT NULL REFERENCES lane(seq),
        of_run TEXT NOT NULL CHECK (length(of_run) > 0),
        of_lane INTEGER NOT NULL CHECK (of_lane >= 0)
    ) STRICT)"_L1,
    "CREATE INDEX lane_replay_of ON lane_replay(of_run)"_L1,
    "CREATE TRIGGER lane_replay_keep BEFORE DELETE ON lane_replay BEGIN SELECT RAISE(ABORT, 'lane_replay is append-only'); END"_L1,
    "CREATE TRIGGER lane_replay_fix BEFORE UPDATE ON lane_replay BEGIN SELECT RAISE(ABORT, 'lane_replay is append-only'); END"_L1,
};

} // namespace

std::span<const QLatin1StringView> replayStatements()
{
    return kStatements;
}

} // namespace assay
