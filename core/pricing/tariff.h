// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

#include <QStringList>

namespace assay {

/// What decides which rates hold for a request.
struct TariffQuery {
    QDateTime at; ///< any time zone; periods and windows are compared in UTC
    QString mode; ///< empty, `standard` or `default`: the price's implied mode, else the standard rates
    qint64 promptTokens = 0; ///< the whole prompt, cached tokens included
    QString searchContext; ///< `low`, `medium`, `high`; empty: unknown
};

/// The rates of one request: period, mode and overrides are settled. Also what a price column shows.
struct Tariff {
    RateSet rates;
    std::optional<Money> requestFee; ///< per request
    bool searchesInRequestFee = false; ///< searches without a rate of their own cost nothing more
    bool borrowedSearchRate = false; ///< the mode names no search rate; the standard one stands in
    QDate from; ///< start of the period; invalid: ever since
    QStringList doubts; ///< code words of rates that had to be borrowed (see costnote); empty: exactly as listed
    friend bool operator==(const Tariff&, const Tariff&) = default;
};

/// Nothing when all periods of the price begin after `at`, or `at` is not valid.
std::optional<Tariff> tariffFor(const ModelPrice& price, const TariffQuery& query);

/// What a model costs by a price book at a moment, for whoever shows or compares prices: standard rates of a short
/// prompt, with the hours' overrides that hold then. Nothing when the book does not know it, or not yet.
std::optional<Tariff> tariffFor(
    const PriceBook* book, const QString& provider, const QString& model, const QDateTime& at);

/// The period that holds on the UTC date of `at`: the last one that does not begin later. Null if there is none.
const PricePeriod* periodAt(const ModelPrice& price, const QDateTime& at);

/// Whether all conditions of an override hold. `utc` windows are half open and may wrap past midnight; days are those
/// of the moment itself.
bool holds(const RateOverride& condition, const QDateTime& at, qint64 promptTokens);

} // namespace assay
