// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/cost.h"
#include "core/domain/usage.h"
#include "core/support/money.h"

#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <memory>
#include <optional>

namespace assay {

/// Rates of one period, by usage class, plus a fee per request. A missing rate never means free.
class RateSet
{
public:
    std::optional<Money> operator[](UsageClass usageClass) const
    {
        return m_rates[static_cast<std::size_t>(usageClass)];
    }
    void set(UsageClass usageClass, Money rate) { m_rates[static_cast<std::size_t>(usageClass)] = rate; }
    std::optional<Money> request() const { return m_request; }
    void setRequest(Money fee) { m_request = fee; }
    /// The rate that is charged: the class's own, or its documented fallback (`cache_read` → `input`, `reasoning` →
    /// `output`, …). Searches have no fallback.
    std::optional<Money> charged(UsageClass usageClass) const;
    bool isEmpty() const;
    /// These rates with those that `other` names in their place.
    RateSet replacedBy(const RateSet& other) const;
    friend bool operator==(const RateSet&, const RateSet&) = default;

private:
    std::array<std::optional<Money>, kUsageClassCount> m_rates;
    std::optional<Money> m_request;
};

/// Replaces some rates for the whole request when all of its conditions hold.
struct RateOverride {
    std::optional<qint64> promptTokensAbove; ///< strictly greater; the whole prompt counts, cached tokens included
    std::optional<int> utcFrom; ///< HHMM, start of a half-open window that may wrap past midnight
    std::optional<int> utcTo;
    QList<int> utcDays; ///< 1 = Monday … 7; empty: every day
    RateSet rates;
    friend bool operator==(const RateOverride&, const RateOverride&) = default;
};

/// Another way to buy the same model. Complete in itself: the standard rates and overrides do not apply to it.
struct ModeRates {
    RateSet rates;
    QList<RateOverride> overrides;
    QString source; ///< list these rates came from; may be older than the standard price
    friend bool operator==(const ModeRates&, const ModeRates&) = default;
};

/// Prices that hold from a date (UTC midnight, inclusive) until the next period begins.
struct PricePeriod {
    QDate from; ///< invalid: ever since
    RateSet rates;
    QList<RateOverride> overrides;
    QHash<QString, ModeRates> modes; ///< `batch`, `flex`, `priority`, `fast`
    QHash<QString, Money> requestBySearchContext; ///< `low`, `medium`, `high`: fee per request, in place of `request`
    friend bool operator==(const PricePeriod&, const PricePeriod&) = default;
};

/// All prices of one provider's model.
struct ModelPrice {
    QString provider;
    QString model;
    QList<PricePeriod> periods; ///< oldest first
    QString revision; ///< names the list it came from and its date
    QString confidence; ///< `confirmed`, `single`, `disputed`, `own`, `hypothetical`, …
    std::optional<qint64> outputLimit; ///< most tokens the model writes in one answer; absent: unknown
    QString impliedMode; ///< mode named by the id that was looked up (OpenRouter `:batch` → `batch`); empty: none
    friend bool operator==(const ModelPrice&, const ModelPrice&) = default;
};

/// Dated prices, looked up by exact id. An immutable snapshot: share it by `shared_ptr<const PriceBook>`.
class PriceBook
{
public:
    virtual ~PriceBook() = default;
    /// Exact id, then alias, then the same with one trailing version stripped, then (OpenRouter) with a routing suffix
    /// stripped; otherwise nothing. Never the longest prefix.
    virtual std::optional<ModelPrice> find(const QString& provider, const QString& model) const = 0;
};

} // namespace assay
