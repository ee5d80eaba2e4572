// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QFuture>

#include <cstdint>
#include <functional>
#include <type_traits>

namespace assay {

class Connection;

/// The ledger for parts of it that have classes of their own (runfinder.h, runmarks.h, lanesamples.h). Calls are safe
/// from any thread.
class LedgerAccess
{
public:
    virtual ~LedgerAccess() = default;

    /// What `read` makes of a read-only connection of this thread; its queries must be gone when it returns. Blocks.
    template <class Read> auto read(const Read& read) const
    {
        std::invoke_result_t<Read, const Connection&> result = fail(ErrorKind::Storage, QString());
        const auto lent = withReader([&](const Connection& connection) { result = read(connection); });
        if (!lent)
            result = std::unexpected(lent.error());
        return result;
    }

    /// `task` in a transaction of its own on the writer thread; resolves once it is durable. `Scrub`: nothing of what
    /// it removed is left in the log either; Storage if a reader did not let go of it.
    enum class After : std::uint8_t { Nothing, Scrub };
    using Task = std::function<Result<void>(const Connection&, qint64 nowMicroseconds)>;
    virtual QFuture<Result<void>> perform(Task task, After after = After::Nothing) = 0;

protected:
    virtual Result<void> withReader(const std::function<void(const Connection&)>& read) const = 0;
};

} // namespace assay
