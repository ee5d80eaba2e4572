// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/routebook.h"

#include <functional>

namespace assay {

/// `<profile>/routes.json` (schema: core/routing/routebook.h), readable by its owner only and written as a whole.
class RouteFile
{
public:
    explicit RouteFile(const QString& profile);

    /// An empty book if there is no file. Fails with Storage, naming file and member; the file is never overwritten
    /// then.
    Result<RouteBook> read() const;
    /// Reads, changes and writes.
    Result<RouteBook> change(const std::function<Result<void>(RouteBook&)>& change) const;
    const QString& path() const { return m_path; }

private:
    QString m_path;
};

} // namespace assay
