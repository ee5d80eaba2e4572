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

} // namespace

void text(const QString& whole)
{
    write(stdout, whole);
}

void line(const QString& text)
{
    write(stdout, text + u'\n');
}

void json(const QJsonDocument& document)
{
    write(stdout, QString::fromUtf8(document.toJson(QJsonDocument::Indented)));
}

void note(const QString& text)
{
    write(stderr, text + u'\n');
}

void error(const QString& text)
{
    write(stderr, u"assay: "_s + text + u'\n');
}

void error(const Error& failure)
{
    error(plain(failure.detail));
}

bool isTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

QString plain(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const bool control
            = (c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
        out.append(control ? QChar(0xfffd) : c);
    }
    return out;
}

void table(const QStringList& header, const QList<QStringList>& rows, const QList<int>& rightAligned)
{
    QList<qsizetype> widths;
    for (const auto& title : header)
        widths.append(title.size());
    for (const auto& row : rows) {
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
    for (const auto& row : rows)
        line(format(row));
}

} // namespace assay::out
