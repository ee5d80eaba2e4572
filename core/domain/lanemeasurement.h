// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

namespace assay {

/// What statistics about speed, reliability and price need to know of one answer.
struct LaneMeasurement {
    QDateTime at; ///< UTC, when the run began
    QString endpoint; ///< that answered, or was asked
    QString model; ///< model id, without the provider
    QString provider; ///< as asked for
    LaneState state = LaneState::Complete;
    QString error; ///< name of an error kind; empty: none
    Timing timing;
    std::optional<qint64> visibleTokens; ///< output without reasoning
    std::optional<qint64> promptTokens;
    bool fromCache = false; ///< part of the prompt was read from a cache
    std::optional<Money> cost;
    int attempts = 0;
    QString runId;
    QByteArray promptHash; ///< of prompt and system message: the same text, the same bytes
};

/// How many lanes are alike in all that reliability asks about.
struct LaneCount {
    QString endpoint;
    QString model;
    QString provider;
    LaneState state = LaneState::Complete;
    QString error;
    bool fromCache = false;
    qint64 lanes = 0;
};

} // namespace assay
