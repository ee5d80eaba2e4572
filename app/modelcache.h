// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/domain/model.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace assay {

/// What an endpoint's own model list said when it was last asked.
struct CachedModels {
    QDateTime fetchedAt; ///< UTC
    QList<ModelInfo> models;
};

/// The model lists that endpoints gave, one file each under `<profile>/models`, so that they are there without network.
/// A file that cannot be read counts as absent: it is only a cache.
class ModelCache
{
public:
    explicit ModelCache(const QString& profile)
        : m_folder(profile + QStringLiteral("/models"))
    {
    }

    std::optional<CachedModels> read(const QString& endpointId) const;
    /// Changes whenever any of the files does, in whatever process; costs a look at the folder. Empty: there is none.
    QByteArray stamp() const;
    /// Replaces the endpoint's file as a whole. Fails with Storage.
    Result<void> write(const QString& endpointId, const CachedModels& models) const;

private:
    QString path(const QString& endpointId) const;

    QString m_folder;
};

/// Asks one endpoint, or (empty) all that can be asked, for their models and keeps the lists; how many each has, or why
/// its old list stays. Waits for the network: for the command line.
QList<std::pair<QString, Result<qsizetype>>> refreshModelLists(Composition& services, const QString& only);

} // namespace assay
