// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/reasoningdetails.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QJsonObject toBlock(const JsonValue& detail)
{
    const QByteArray json = detail.minified();
    return QJsonDocument::fromJson(json).object();
}

bool continues(const QJsonObject& block, const QJsonObject& piece)
{
    return block.value("type"_L1) == piece.value("type"_L1) && block.contains("index"_L1)
        && block.value("index"_L1) == piece.value("index"_L1);
}

} // namespace

void ReasoningDetails::add(const JsonValue& details)
{
    details.forEachItem([this](const JsonValue& detail) {
        m_isOpaque = m_isOpaque || !detail["signature"].bytes().empty() || !detail["data"].bytes().empty();
        const QJsonObject piece = toBlock(detail);
        if (m_blocks.empty() || !continues(m_blocks.back(), piece)) {
            m_blocks.push_back(piece);
            return;
        }
        QJsonObject& block = m_blocks.back();
        for (auto member = piece.begin(); member != piece.end(); ++member) {
            const bool isJoined
                = member.key() == "text"_L1 || member.key() == "summary"_L1 || member.key() == "data"_L1;
            if (isJoined)
                block.insert(member.key(), block.value(member.key()).toString() + member.value().toString());
            else if (!member.value().isNull())
                block.insert(member.key(), member.value());
        }
    });
}

QString ReasoningDetails::textOf(const JsonValue& details)
{
    QString text;
    details.forEachItem([&](const JsonValue& detail) { text += detail["text"].text() + detail["summary"].text(); });
    return text;
}

QString ReasoningDetails::toSend() const
{
    if (!m_isOpaque)
        return {};
    QJsonArray blocks;
    for (const QJsonObject& block : m_blocks)
        blocks.append(block);
    return QString::fromUtf8(QJsonDocument(blocks).toJson(QJsonDocument::Compact));
}

} // namespace assay
