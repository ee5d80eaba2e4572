// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/connection.h"

#include <memory>
#include <mutex>
#include <vector>

namespace assay {

/// Read-only connections to one file. Each read borrows one for its thread and gives it back; a few are kept open.
class ReaderPool
{
public:
    class Lease
    {
    public:
        Lease(ReaderPool& pool, std::unique_ptr<Connection> connection);
        Lease(Lease&&) noexcept = default;
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Lease& operator=(Lease&&) = delete;
        ~Lease();
        const Connection& operator*() const { return *m_connection; }

    private:
        ReaderPool* m_pool;
        std::unique_ptr<Connection> m_connection;
    };

    explicit ReaderPool(QString path);
    ~ReaderPool(); ///< no lease may be out

    /// All queries on the connection must be gone before the lease.
    Result<Lease> borrow();

private:
    void giveBack(std::unique_ptr<Connection> connection);

    QString m_path;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Connection>> m_idle;
};

} // namespace assay
