// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay::out {

namespace {

void write(FILE* file, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
    std::fflush(file);
}

/// Unicode's Cc.
bool isControl(QChar c)
{
    return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
}

/// Embeddings, overrides and isolates: U+202A to U+202E, U+2066 to U+2069.
bool turnsText(QChar c)
{
    return (c.unicode() >= 0x202a && c.unicode() <= 0x202e) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
}

/// Qt escapes C0 alone. In JSON all these characters can stand in strings only.
QString escaped(QString json)
{
    for (qsizetype i = 0; i < json.size(); ++i) {
        const QChar c = json.at(i);
        if (c.unicode() >= 0x7f && c.unicode() < 0xa0)
            json.replace(i, 1, u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0')));
    }
    return json;
}

} // namespace

void text(const QString& whole)
{
    write(stdout, isTerminal() ? plain(whole) : whole);
}

void line(const QString& text)
{
    write(stdout, plain(text) + u'\n');
}

void styled(const QString& text)
{
    write(stdout, text + u'\n');
}

void json(const QJsonDocument& document)
{
    write(stdout, escaped(QString::fromUtf8(document.toJson(QJsonDocument::Indented))));
}

void note(const QString& text)
{
    write(stderr, plain(text) + u'\n');
}

void error(const QString& text)
{
    write(stderr, u"assay: "_s + plain(text) + u'\n');
}

void error(const Error& failure)
{
    error(failure.detail);
}

bool isTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

QString plain(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text)
        out.append(isControl(c) && c != u'\n' && c != u'\t' ? QChar(QChar::ReplacementCharacter) : c);
    return out;
}

QString oneLine(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\n')
            out.append(u'⏎');
        else if (c == u'\t')
            out.append(u'⇥');
        else if (turnsText(c))
            out.append(u"<U+%1>"_s.arg(QString::number(c.unicode(), 16).toUpper()));
        else
            out.append(isControl(c) ? QChar(QChar::ReplacementCharacter) : c);
    }
    return out;
}

void table(const QStringList& header, const QList<QStringList>& cellRows, const QList<int>& rightAligned)
{
    QList<QStringList> rows = cellRows;
    for (auto& row : rows) {
        for (auto& cell : row)
            cell = oneLine(cell);
    }
    QList<qsizetype> widths;
    for (const auto& title : header)
        widths.append(title.size());
    for (const auto& row : std::as_const(rows)) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    const auto format = [&](const QStringList& cells) {
        QString text;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const bool last = i + 1 == cells.size();
            const bool right = rightAligned.contains(static_cast<int>(i));
            text += right ? cells[i].rightJustified(widths[i]) : last ? cells[i] : cells[i].leftJustified(widths[i]);
            if (!last)
                text += u"  "_s;
        }
        return text;
    };
    line(format(header));
    for (const auto& row : std::as_const(rows))
        line(format(row));
}

} // namespace assay::out
