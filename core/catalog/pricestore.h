// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace assay {

/// A price list from elsewhere that was taken into use.
struct TakenList {
    QString source; ///< `openrouter`, `models.dev`, `litellm`, `genai-prices`
    QDate date; ///< of its data
    QDateTime takenAt; ///< UTC
    qint64 prices = 0; ///< how many of its prices were new or different
    friend bool operator==(const TakenList&, const TakenList&) = default;
};

/// The user's own prices and those taken from newer lists, in `<profile>/prices.json`, written as a whole. Lives on one
/// thread. A file that cannot be read is reported and never overwritten; the built-in prices hold without it.
class PriceStore
{
public:
    explicit PriceStore(QString profileFolder);

    /// Reads the file again. Fails with Storage, naming the file and the place in it; until it succeeds changes fail in
    /// the same way. No file: nothing stored.
    Result<void> load();

    const QList<ModelPrice>& own() const { return m_own; }
    const QList<ModelPrice>& taken() const { return m_taken; }
    const QList<TakenList>& lists() const { return m_lists; }

    /// Stores a price for a model, or (empty `model`) for all models of a provider. Its periods that begin at the dates
    /// of `price` replace those stored, others stay. InvalidRequest: no period, or no rate.
    Result<void> setOwn(const ModelPrice& price);
    /// InvalidRequest if there is none.
    Result<void> removeOwn(const QString& provider, const QString& model);
    /// Adds prices that hold from a date; what held before stays for older requests.
    Result<void> take(const QList<ModelPrice>& prices, const TakenList& list);

    /// Prices of newer lists over `below`; the user's own are not in it.
    std::shared_ptr<const PriceBook> listed(std::shared_ptr<const PriceBook> below) const;
    /// The user's own prices over the listed ones.
    std::shared_ptr<const PriceBook> effective(std::shared_ptr<const PriceBook> below) const;

    QString filePath() const;

private:
    Result<void> write() const;
    /// Reads the file as another program may have left it, changes it, writes it.
    Result<void> change(const std::function<Result<void>()>& edit);

    QString m_profileFolder;
    QList<ModelPrice> m_own;
    QList<ModelPrice> m_taken;
    QList<TakenList> m_lists;
};

} // namespace assay
