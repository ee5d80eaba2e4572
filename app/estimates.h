// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/pricing/estimate.h"

#include <QJsonObject>

#include <memory>

namespace assay {

/// What one lane of a run may cost, before anything is sent. Absent amounts are not known, with the reason in
/// `unknown`.
struct LaneEstimate {
    ModelRef model;
    TokenGuess prompt; ///< corrected by the user's own measured ratio, if there is one
    ModelHabit habit;
    qint64 outputLimit = 0; ///< the most the answer may have
    bool limitIsAsked = false; ///< the request names it; otherwise it is the model's, or 4,096
    std::optional<Money> low; ///< answer as short as one in ten of the past
    std::optional<Money> expected; ///< as long as the middle one of the past
    std::optional<Money> high; ///< as long as one in ten of the past, or the limit
    WorstCase worst; ///< what would be reserved
    bool free = false;
    QString priceRevision;
    QDate priceFrom; ///< start of the price period; invalid: ever since
    QStringList unknown; ///< sentences
    QStringList refusals; ///< why it would not be sent
    bool beyondCap = false; ///< the reason is the limit of this run alone
};

/// What an estimate is made from; a copy may be used on any thread while the ledger lives.
struct EstimateSources {
    const HistoryStore* history = nullptr;
    std::shared_ptr<const PriceBook> prices;
    QDateTime now; ///< UTC
};

/// Reads the ledger (past answers, budgets); sends nothing and writes nothing. Blocks on the ledger.
Result<QList<LaneEstimate>> estimateRun(const EstimateSources& sources, const RunSpec& run);
Result<QList<LaneEstimate>> estimateRun(Composition& services, const RunSpec& run);

QJsonObject toJson(const LaneEstimate& estimate);

} // namespace assay
