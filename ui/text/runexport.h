// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/domain/vote.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QStringList>

#include <cstdint>

namespace assay {

enum class ExportFormat : std::uint8_t { Html, Markdown, Json };

/// A text that looks private: what kind it is, and the very words.
struct PrivateText {
    QString kind;
    QString text;
    friend bool operator==(const PrivateText&, const PrivateText&) = default;
};
/// Keys, addresses of people and machines, folders of a person, in prompts and answers; each once.
QList<PrivateText> findPrivate(const QList<RunRecord>& runs);

struct ExportOptions {
    bool withSystem = true;
    bool withFigures = true; ///< times, tokens, costs
    QStringList redacted; ///< texts that become "[removed]"
};

/// A conversation as a file for others. The HTML needs nothing else, runs nothing and loads nothing: a strict content
/// security policy, one style sheet named by its hash, all texts escaped. Pure.
class RunExport
{
    Q_DECLARE_TR_FUNCTIONS(assay::RunExport)

public:
    static QByteArray write(
        const QList<RunRecord>& runs, const QList<Vote>& votes, ExportFormat format, const ExportOptions& options = {});

private:
    static QString html(const QList<RunRecord>& runs, const QList<Vote>& votes, const ExportOptions& options);
    static QString markdown(const QList<RunRecord>& runs, const QList<Vote>& votes, const ExportOptions& options);
    static QByteArray json(const QList<RunRecord>& runs, const QList<Vote>& votes);
    static QString htmlLane(const LaneRecord& lane, int number, const ExportOptions& options);
    static QString htmlDiff(const LaneRecord& left, const LaneRecord& right);
    static QStringList figures(const LaneRecord& lane);
    static QString voteSentence(const Vote& vote);
};

/// A vote as the JSON of docs/data-dictionary.md.
QJsonObject toJson(const Vote& vote);

} // namespace assay
