// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace assay {

/// What a lane asks with, besides model and prompt. The page has one set for all lanes; a lane may have its own.
struct LaneSettings {
    Sampling sampling;
    ReasoningOptions reasoning;
    std::optional<QString> system; ///< in place of the composer's
    QList<ToolSpec> tools;
    std::optional<ToolChoice> toolChoice; ///< of runs that were taken up; there is no field for it
    std::optional<OutputFormat> format;
    QJsonObject passthrough;
    friend bool operator==(const LaneSettings&, const LaneSettings&) = default;

    bool isDefault() const { return *this == LaneSettings(); }
    void applyTo(ChatRequest& request) const;
    QJsonObject toJson() const;
    static LaneSettings fromJson(const QJsonObject& object);
};

/// One thing in which lanes may differ, as words for each lane.
struct LaneFact {
    QString name;
    QStringList values; ///< one a lane
    bool differs() const;
};

/// What a lane is, for the comparison of lanes.
struct LaneIdentity {
    QString model;
    QString provider;
    QString system; ///< the one that is sent
    QString history;
    LaneSettings settings;
};

/// The differences-only view of a line-up. Pure.
class LaneDifferences
{
    Q_DECLARE_TR_FUNCTIONS(assay::LaneDifferences)

public:
    /// Every fact, those that all lanes share included.
    static QList<LaneFact> facts(const QList<LaneIdentity>& lanes);
    static QList<LaneFact> differing(const QList<LaneIdentity>& lanes);
    /// A sentence on whether the comparison is fair: one thing differs, or several at once.
    static QString verdict(const QList<LaneFact>& differing);
    static bool isConfounded(const QList<LaneFact>& differing);

private:
    static QStringList words(const LaneIdentity& lane);
};

} // namespace assay
