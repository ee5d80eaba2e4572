// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"

namespace assay {

/// Changes of what the user wrote on a run; what is absent stays.
struct MarkChange {
    std::optional<bool> starred;
    std::optional<QString> note;
    QStringList addTags;
    QStringList removeTags;
};

/// How long the content of a project's runs is kept.
struct Retention {
    QString project; ///< empty: runs without a project
    int days = 0;
    friend bool operator==(const Retention&, const Retention&) = default;
};

/// Why a run has no content.
enum class GoneReason : std::uint8_t { Deleted, Private, Retention };
QLatin1StringView goneReasonName(GoneReason reason);

/// What the user does to runs after they were made. None of it touches their money. Futures resolve once the change is
/// durable; an id that is not there is InvalidRequest, and then nothing is changed.
class RunKeeper
{
public:
    explicit RunKeeper(HistoryStore& history)
        : m_history(history)
    {
    }
    /// Tags lose spaces at both ends; an empty tag or one with a line end is InvalidRequest.
    QFuture<Result<void>> mark(const QStringList& runIds, const MarkChange& change);

    /// Removes prompts, answers, reasoning, tool calls, kept requests and their attachments, prompt versions nothing
    /// else uses, notes, and what the indexes hold of them; from the file and from its log. Costs, times and states
    /// stay, and the run says that its content is gone. Copies of the file made before keep it.
    QFuture<Result<void>> deleteContent(const QStringList& runIds, GoneReason reason = GoneReason::Deleted);

    /// `days` 0: for ever.
    QFuture<Result<void>> setRetention(const QString& project, int days);
    Result<QList<Retention>> retentions() const;
    /// Ids of runs whose content has been kept long enough at `now`, at most `limit`, oldest first.
    Result<QStringList> expired(const QDateTime& now, int limit) const;

private:
    HistoryStore& m_history;
};

} // namespace assay
