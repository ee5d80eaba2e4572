// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <simdjson.h>

#include <optional>

namespace assay {

/// Reads fields of one JSON object and remembers the first that is not what it should be. Integers are read as
/// integers: a number with a fraction or an exponent is a fault, so no price passes through floating point.
class CatalogFields
{
public:
    using Object = simdjson::dom::object;

    /// First fault, as `field 'x': why`; empty: none.
    const QString& problem() const { return m_problem; }
    void report(std::string_view key, const QString& why);

    bool has(const Object& object, std::string_view key) const;
    QString requiredText(const Object& object, std::string_view key);
    QString text(const Object& object, std::string_view key);
    QStringList texts(const Object& object, std::string_view key);
    std::optional<bool> flag(const Object& object, std::string_view key);
    /// A whole number that is not negative.
    std::optional<qint64> count(const Object& object, std::string_view key);
    std::optional<Money> money(const Object& object, std::string_view key);
    /// `YYYY-MM-DD`.
    QDate date(const Object& object, std::string_view key);
    std::optional<Object> object(const Object& object, std::string_view key);
    std::optional<simdjson::dom::array> array(const Object& object, std::string_view key);
    QList<Object> objects(const Object& object, std::string_view key);
    /// A name → text object; empty when absent.
    QHash<QString, QString> words(const Object& object, std::string_view key);

    /// The list of periods under `prices`.
    QList<PricePeriod> periods(const Object& model);

private:
    PricePeriod period(const Object& object);
    RateSet rates(const Object& object, std::string_view key);
    QList<RateOverride> overrides(const Object& object);
    RateOverride condition(const Object& object);
    std::optional<int> clockTime(simdjson::simdjson_result<simdjson::dom::element> value);
    QList<int> weekdays(const Object& conditions);
    QHash<QString, ModeRates> modes(const Object& object);
    QHash<QString, Money> searchFees(const Object& object);

    QString m_problem;
};

} // namespace assay
