// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/unkeptmedia.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::size_t kLongestAddress = 300;
constexpr qsizetype kLongestType = 80;

QString clean(std::string_view text)
{
    QString out = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    out.removeIf([](QChar c) { return !c.isPrint() || c == u'[' || c == u']'; });
    return out;
}

} // namespace

qint64 base64Size(std::string_view text)
{
    const auto digits
        = std::ranges::count_if(text, [](char c) { return c != '=' && c != '\n' && c != '\r' && c != ' '; });
    return digits * 3 / 4;
}

QString unkeptMedia(const QString& mediaType, qint64 bytes)
{
    const QString kind = mediaType.section(u'/', 0, 0);
    const bool known = kind == "image"_L1 || kind == "audio"_L1 || kind == "video"_L1;
    const QString type
        = mediaType.isEmpty() ? u"unknown type"_s : mediaType.first(qMin(mediaType.size(), kLongestType));
    return u"[%1 not kept: %2, %3 bytes]"_s.arg(known ? kind : u"file"_s, type, QString::number(bytes));
}

QString unkeptImage(std::string_view address)
{
    if (!address.starts_with("data:"))
        return u"[image not fetched: %1]"_s.arg(clean(address.substr(0, kLongestAddress)));
    const auto comma = address.find(',');
    if (comma == std::string_view::npos)
        return unkeptMedia(u"image"_s, 0);
    std::string_view head = address.substr(5, comma - 5);
    const std::string_view data = address.substr(comma + 1);
    const auto size = head.ends_with(";base64") ? base64Size(data) : static_cast<qint64>(data.size());
    head = head.substr(0, head.find(';'));
    return unkeptMedia(clean(head), size);
}

} // namespace assay
