// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/catalogmodel.h"
#include "core/catalog/refresh/refreshplan.h"
#include "core/domain/endpoint.h"
#include "core/domain/model.h"
#include "core/support/result.h"

#include <QList>
#include <QObject>

#include <optional>

namespace assay {

/// Whether a model can be asked now.
enum class ModelAccess : std::uint8_t { Ready, NeedsKey, Local, Simulated };

/// One model of one provider, for the Models page.
struct ModelRow {
    ModelRef ref; ///< as it is asked: the endpoint's id and the model's
    QString name;
    QString provider; ///< for people
    Endpoint endpoint;
    ModelAccess access = ModelAccess::NeedsKey;
    std::optional<CatalogModel> known; ///< absent: only the endpoint's own list names it
    std::optional<PricePeriod> price; ///< in force today, the user's own laid over; absent: unknown
    QString confidence; ///< of that price: `confirmed`, `single`, `own`, `hypothetical`, …
    QString revision; ///< of that price
};

/// What the user says a model costs, dollars per million tokens as typed; empty: not given.
struct OwnPrice {
    QHash<UsageClass, QString> perMillion;
    QDate from; ///< invalid: always
    bool hypothetical = false;
};

/// What the Models page needs. Calls return at once; results come through the signals.
class ModelsService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QDate today() const = 0; ///< UTC
    /// Collects all models; `rowsRead` follows.
    virtual void readRows() = 0;
    /// Names of the lists that `readPrices` knows the address of.
    virtual QStringList priceLists() const = 0;
    /// Reads and compares a newer price list: one of `priceLists`, an https address or a file. `pricesRead` or
    /// `pricesFailed` follows.
    virtual void readPrices(const QString& from) = 0;
    /// Takes the list that was read last into use; `rowsRead` follows.
    virtual Result<qint64> takePrices(bool includeHeld) = 0;
    /// InvalidRequest with a sentence; `rowsRead` follows a success.
    virtual Result<void> setOwnPrice(const ModelRef& model, const OwnPrice& price) = 0;

Q_SIGNALS:
    void rowsRead(const QList<assay::ModelRow>& rows);
    void pricesRead(const assay::PriceRefresh& refresh);
    void pricesFailed(const assay::Error& error);
};

} // namespace assay
