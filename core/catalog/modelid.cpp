// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/modelid.h"

#include <QDate>

#include <algorithm>
#include <array>

namespace assay {

namespace {

constexpr qsizetype kCompactDate = 8; // 20250929
constexpr qsizetype kDashedDate = 10; // 2025-08-07
constexpr int kFirstYear = 2000;

bool isDate(QByteArrayView digits)
{
    if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    const int year = digits.first(4).toInt();
    return year >= kFirstYear && QDate::isValid(year, digits.sliced(4, 2).toInt(), digits.sliced(6, 2).toInt());
}

} // namespace

std::optional<QByteArray> withoutVersion(QByteArrayView id)
{
    if (id.size() > kCompactDate + 1) {
        const char separator = id[id.size() - kCompactDate - 1];
        if ((separator == '-' || separator == '@') && isDate(id.last(kCompactDate)))
            return id.chopped(kCompactDate + 1).toByteArray();
    }
    if (id.size() > kDashedDate + 1 && id[id.size() - kDashedDate - 1] == '-') {
        const QByteArrayView tail = id.last(kDashedDate);
        if (tail[4] == '-' && tail[7] == '-'
            && isDate(tail.first(4).toByteArray() + tail.sliced(5, 2).toByteArray() + tail.sliced(8, 2).toByteArray()))
            return id.chopped(kDashedDate + 1).toByteArray();
    }
    return std::nullopt;
}

std::optional<RoutedId> withoutRoutingSuffix(QByteArrayView id)
{
    static constexpr std::array<QByteArrayView, 5> kRouting = {"nitro", "floor", "online", "exacto", "extended"};
    const qsizetype colon = id.lastIndexOf(':');
    if (colon <= 0)
        return std::nullopt;
    const QByteArrayView suffix = id.sliced(colon + 1);
    if (suffix == QByteArrayView("batch"))
        return RoutedId{.id = id.first(colon).toByteArray(), .mode = "batch"};
    if (std::ranges::find(kRouting, suffix) != kRouting.end())
        return RoutedId{.id = id.first(colon).toByteArray(), .mode = {}};
    return std::nullopt;
}

} // namespace assay
