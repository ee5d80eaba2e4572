// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/refresh/pricediff.h"
#include "core/catalog/refresh/pricelist.h"

namespace assay {

/// Why a change waits for a person.
enum class HoldReason : std::uint8_t {
    None,
    Jump, ///< a rate became at least ten times what it was, or a tenth: more often a wrong unit than a new price
    Zero, ///< a rate became 0, or ceased to be 0
};

/// One price that a newer list gives differently, or gives first.
struct PriceProposal {
    ModelPrice price; ///< as it would be taken: one period that begins on the list's day
    PriceChange change; ///< what it changes; no rates for a model without a price so far
    HoldReason hold = HoldReason::None;
};

/// What taking a list would do. Nothing has happened yet.
struct RefreshPlan {
    QList<PriceProposal> added;
    QList<PriceProposal> changed;
    QList<PriceProposal> held; ///< not in `changed`
    QList<ModelRetirement> retiring; ///< on the list's day or within the given days after it; soonest first
    qint64 unchanged = 0;
    qint64 older = 0; ///< what is known is of a later day than the list
    QStringList skipped; ///< entries that were not understood
};

/// A list that was read and compared; nothing of it is in use yet.
struct PriceRefresh {
    QString source; ///< name of its format: `openrouter`, …
    QDate date; ///< of its data
    RefreshPlan plan;
};

/// Compares a list with what is known. Pure.
///
/// A rate that the list does not name stays as it is, and so do time-of-day windows, modes and search fees, which most
/// lists cannot express; bands by prompt length are the list's. `day`: of the list's data. `known`: without the user's
/// own prices, which no list changes.
RefreshPlan planRefresh(const PriceBook& known, const PriceList& list, QDate day, int retirementDays = 90);

} // namespace assay
