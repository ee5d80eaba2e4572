// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/fieldshapes.h"

#include "core/wire/clientfields.h"

#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct KindName {
    unsigned kind;
    QLatin1StringView name;
};
constexpr std::array<KindName, 8> kNames{{
    {shape::kText, "a text"_L1},
    {shape::kNumber, "a number"_L1},
    {shape::kWhole, "a whole number"_L1},
    {shape::kFlag, "true or false"_L1},
    {shape::kObject, "an object"_L1},
    {shape::kList, "a list"_L1},
    {shape::kTexts, "a list of texts"_L1},
    {shape::kObjects, "a list of objects"_L1},
}};

template <class Is> bool holdsOnly(const JsonValue& list, Is&& is)
{
    bool all = true;
    list.forEachItem([&](const JsonValue& item) { all = all && is(item); });
    return all;
}

bool isOfKind(const JsonValue& value, unsigned kinds)
{
    const auto takes = [kinds](unsigned kind) { return (kinds & kind) != 0; };
    if (value.isString())
        return takes(shape::kText) || (takes(shape::kDigits) && writtenNumber(value));
    if (value.isNumber())
        return takes(shape::kNumber) || (takes(shape::kWhole) && value.integer());
    if (value.isObject())
        return takes(shape::kObject);
    if (!value.isArray())
        return takes(shape::kFlag);
    return takes(shape::kList)
        || (takes(shape::kTexts) && holdsOnly(value, [](const JsonValue& item) { return item.isString(); }))
        || (takes(shape::kObjects) && holdsOnly(value, [](const JsonValue& item) { return item.isObject(); }));
}

QString expected(unsigned kinds)
{
    QStringList out;
    for (const auto& each : kNames) {
        if (kinds & each.kind)
            out.append(each.name);
    }
    return out.join(" or "_L1) + u" is expected"_s;
}

QString rangeOf(const FieldShape& shape)
{
    if (std::isinf(shape.most))
        return u"at least %1"_s.arg(shape.least);
    return std::isinf(shape.least) ? u"at most %1"_s.arg(shape.most) : u"%1 to %2"_s.arg(shape.least).arg(shape.most);
}

} // namespace

QString misfit(std::span<const FieldShape> table, std::string_view name, const JsonValue& value)
{
    if (value.isNull())
        return {};
    const auto found = std::ranges::lower_bound(table, name, isShorter, &FieldShape::name);
    if (found == table.end() || found->name != name)
        return {};
    if (!isOfKind(value, found->kinds))
        return expected(found->kinds);
    const auto amount = writtenNumber(value);
    if (amount && (*amount < found->least || *amount > found->most))
        return u"%1 is taken, not %2"_s.arg(rangeOf(*found)).arg(*amount);
    return {};
}

Result<void> checkFields(const JsonValue& object, std::span<const FieldShape> table, QLatin1StringView owner)
{
    QString wrong;
    object.forEachMember([&](std::string_view name, const JsonValue& value) {
        if (!wrong.isEmpty())
            return;
        if (const QString what = misfit(table, name, value); !what.isEmpty())
            wrong = u"%1.%2: %3"_s.arg(owner, toText(name), what);
    });
    if (wrong.isEmpty())
        return {};
    Error error{.kind = ErrorKind::InvalidRequest, .detail = wrong};
    error.httpStatus = 400;
    return std::unexpected(error);
}

} // namespace assay
