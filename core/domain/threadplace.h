// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace assay {

/// The prompt as it was written, before its `{{variables}}` were filled in. Versions hang on `id`: the ledger numbers
/// each text it has not seen under it.
struct PromptUse {
    QString id; ///< UUIDv7 of the prompt; empty: no version is kept
    QString text;
    QString system;
    QJsonObject values; ///< of the variables
    friend bool operator==(const PromptUse&, const PromptUse&) = default;
};

/// Where a run stands in a conversation of several turns. Runs of one turn share `thread`, `parent` and `turn`.
struct ThreadPlace {
    QString thread; ///< UUIDv7; empty: the run belongs to no conversation, and its requests are not kept
    QString parent; ///< id of the run whose answers this one goes on from; empty: the first turn
    int turn = 0; ///< 0-based
    /// Shared history: the column of the parent turn whose answer every lane goes on from. Absent: each lane goes on
    /// from its own answer.
    std::optional<int> promoted;
    QString sampleOf; ///< the run of the same turn that asked first; empty: this one
    QList<int> columns; ///< column of each lane on the page; empty: the lanes' own order
    PromptUse prompt;

    int columnOf(int lane) const { return lane < columns.size() ? columns.at(lane) : lane; }
    friend bool operator==(const ThreadPlace&, const ThreadPlace&) = default;
};

} // namespace assay
