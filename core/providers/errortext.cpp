// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/errortext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMaximumHtml = 64 * 1024;

QString withoutEntities(QString text)
{
    constexpr std::array<std::pair<QLatin1StringView, char16_t>, 6> entities = {{{"&nbsp;"_L1, u' '}, {"&lt;"_L1, u'<'},
        {"&gt;"_L1, u'>'}, {"&quot;"_L1, u'"'}, {"&#39;"_L1, u'\''}, {"&amp;"_L1, u'&'}}};
    for (const auto& [entity, character] : entities)
        text.replace(entity, QString(QChar(character)));
    return text.simplified();
}

} // namespace

bool looksLikeHtml(QByteArrayView body)
{
    const QByteArray start
        = body.trimmed().first(std::min<qsizetype>(body.trimmed().size(), 512)).toByteArray().toLower();
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<head")
        || (start.startsWith('<') && (start.contains("<title") || start.contains("<body") || start.contains("<h1")));
}

QString textOfHtml(QByteArrayView html)
{
    QString text = QString::fromUtf8(html.first(std::min(html.size(), kMaximumHtml)));
    constexpr auto options = QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption;
    static const QRegularExpression title(u"<title[^>]*>(.*?)</title>"_s, options);
    if (const auto match = title.match(text); match.hasMatch() && !match.captured(1).trimmed().isEmpty())
        return withoutEntities(match.captured(1));
    static const QRegularExpression unread(u"<(script|style|head)[^>]*>.*?</\\1>|<!--.*?-->"_s, options);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    text.replace(unread, u" "_s);
    text.replace(tag, u" "_s);
    return withoutEntities(text);
}

bool isStockSentence(const QString& message)
{
    constexpr std::array sentences = std::to_array<QLatin1StringView>(
        {"not found"_L1, "404 not found"_L1, "404 page not found"_L1, "resource not found"_L1, "page not found"_L1,
            "unexpected endpoint or method"_L1, "file not found"_L1, "no route matched with those values"_L1});
    const QString text = message.trimmed().toLower();
    return text.startsWith("invalid url ("_L1) || text.startsWith("unknown request url"_L1)
        || std::ranges::any_of(sentences,
            [&](QLatin1StringView sentence) { return text == sentence || text == QString(sentence) + u'.'; });
}

QString withoutKeys(const QString& message)
{
    static const QRegularExpression named(
        u"(api[ _-]?key(?: provided)?\\s*[:=]\\s*)(['\"`]?)[^\\s'\"`,]*[^\\s'\"`,.]"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression shaped(u"\\b(?:sk|gsk|xai|pplx|fw|tgp|AIza|AKIA|r8|hf)[-_]?[A-Za-z0-9_*-]{16,}"_s);
    QString text = message;
    text.replace(named, u"\\1\\2[hidden]"_s);
    text.replace(shaped, u"[hidden]"_s);
    return text;
}

} // namespace assay
