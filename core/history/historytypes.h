// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/history/budgettypes.h"
#include "core/history/spendtypes.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

/// One row of a list of runs.
struct RunSummary {
    QString id;
    QDateTime startedAt;
    QString prompt; ///< first 200 characters
    QString surface;
    QString project;
    QStringList models;
    QList<LaneState> states;
    std::optional<Money> realCost; ///< known cost of lanes that are not simulated
    int unpricedLanes = 0; ///< lanes that may have cost something nobody knows: neither simulated nor local, no amount
    bool simulated = false; ///< every lane is simulated
    friend bool operator==(const RunSummary&, const RunSummary&) = default;
};

/// Part of a text, in UTF-16 units.
struct TextRange {
    qsizetype start = 0;
    qsizetype length = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

struct SearchHit {
    QString id;
    QDateTime startedAt;
    QString snippet; ///< the words around the best match
    QList<TextRange> matches; ///< in `snippet`
};

/// What a lane that is still running has said so far.
struct Draft {
    QString runId;
    int lane = 0;
    QString model; ///< `provider/model`
    QString prompt;
    QString text;
    QString reasoning;
    QDateTime savedAt; ///< set by the store
    QByteArray record; ///< the rest of run and lane (draftrecord.h); may be empty
    QString owner; ///< the process that writes the answer down (processowner.h); set by the store
    friend bool operator==(const Draft&, const Draft&) = default;
};

/// One lane as the ledger counts it, without texts.
struct LedgerCall {
    QDateTime at; ///< UTC
    ModelRef model; ///< as asked for
    QString servedBy;
    bool simulated = false;
    bool local = false;
    LaneState state = LaneState::Complete;
    Usage usage;
    std::optional<Money> cost; ///< absent: unknown
    std::optional<std::chrono::microseconds> firstToken;
    std::optional<std::chrono::microseconds> total;
};

/// The first row that does not fit.
struct LedgerBreak {
    QString runId; ///< empty when the fault is in a roll-up
    int lane = 0;
    QString what; ///< one sentence, not translated
};

struct LedgerCheck {
    qint64 lanes = 0; ///< lanes whose hash was recomputed and fits
    std::optional<LedgerBreak> firstBreak; ///< nothing: the ledger is sound
};

} // namespace assay
