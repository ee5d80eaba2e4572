// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/readerpool.h"

namespace assay {

namespace {

constexpr std::size_t kMostIdle = 4;

} // namespace

ReaderPool::Lease::Lease(ReaderPool& pool, std::unique_ptr<Connection> connection)
    : m_pool(&pool)
    , m_connection(std::move(connection))
{
}

ReaderPool::Lease::~Lease()
{
    if (m_connection)
        m_pool->giveBack(std::move(m_connection));
}

ReaderPool::ReaderPool(QString path)
    : m_path(std::move(path))
{
}

ReaderPool::~ReaderPool()
{
    for (const auto& connection : m_idle)
        connection->attach();
}

Result<ReaderPool::Lease> ReaderPool::borrow()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_idle.empty()) {
            auto connection = std::move(m_idle.back());
            m_idle.pop_back();
            if (connection->attach())
                return Lease(*this, std::move(connection));
        }
    }
    auto opened = Connection::open(m_path, Connection::Mode::Read);
    if (!opened)
        return std::unexpected(opened.error());
    return Lease(*this, std::make_unique<Connection>(*std::move(opened)));
}

void ReaderPool::giveBack(std::unique_ptr<Connection> connection)
{
    const std::scoped_lock lock(m_mutex);
    if (m_idle.size() < kMostIdle && connection->detach())
        m_idle.push_back(std::move(connection));
}

} // namespace assay
