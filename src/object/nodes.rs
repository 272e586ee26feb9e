//! The pointers that persistent data is made of. They count the bytes they hold,
//! since what versions share belongs to none of them.
use imbl::shared_ptr::{RcK, SharedPointerKind};
use std::cell::Cell;

thread_local! {
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

/// Bytes that persistent data takes on this thread. Only differences tell
/// something: there may be several VMs.
pub fn bytes() -> usize {
    BYTES.get()
}

/// Counts bytes that no pointer sees.
pub fn add(bytes: usize) {
    BYTES.set(BYTES.get().wrapping_add(bytes));
}

/// They are gone.
pub fn sub(bytes: usize) {
    BYTES.set(BYTES.get().wrapping_sub(bytes));
}

/// What a node takes with its two reference counts.
const fn size<T>() -> usize {
    size_of::<T>() + 2 * size_of::<usize>()
}

/// A pointer with a reference count.
#[derive(Debug)]
pub struct Counted(RcK);

// SAFETY: all is left to `RcK`, which keeps the promises of the trait. What callers
// promise about `T` holds for both.
unsafe impl SharedPointerKind for Counted {
    fn new<T>(v: T) -> Self {
        add(size::<T>());
        Counted(RcK::new(v))
    }
    fn from_box<T>(v: Box<T>) -> Self {
        add(size::<T>());
        Counted(RcK::from_box(v))
    }
    #[inline(always)]
    unsafe fn as_ptr<T>(&self) -> *const T {
        // SAFETY: see above.
        unsafe { self.0.as_ptr() }
    }
    #[inline(always)]
    unsafe fn deref<T>(&self) -> &T {
        // SAFETY: see above.
        unsafe { self.0.deref() }
    }
    unsafe fn try_unwrap<T>(self) -> Result<T, Self> {
        // SAFETY: see above.
        match unsafe { self.0.try_unwrap() } {
            Ok(v) => {
                sub(size::<T>());
                Ok(v)
            }
            Err(shared) => Err(Counted(shared)),
        }
    }
    #[inline(always)]
    unsafe fn get_mut<T>(&mut self) -> Option<&mut T> {
        // SAFETY: see above.
        unsafe { self.0.get_mut() }
    }
    unsafe fn make_mut<T: Clone>(&mut self) -> &mut T {
        // SAFETY: see above. A shared node is copied.
        unsafe {
            if self.0.strong_count::<T>() > 1 {
                add(size::<T>());
            }
            self.0.make_mut()
        }
    }
    #[inline(always)]
    unsafe fn strong_count<T>(&self) -> usize {
        // SAFETY: see above.
        unsafe { self.0.strong_count::<T>() }
    }
    #[inline(always)]
    unsafe fn clone<T>(&self) -> Self {
        // SAFETY: see above.
        Counted(unsafe { self.0.clone::<T>() })
    }
    #[inline(always)]
    unsafe fn drop<T>(&mut self) {
        // SAFETY: see above. The last pointer frees the node.
        unsafe {
            if self.0.strong_count::<T>() == 1 {
                sub(size::<T>());
            }
            self.0.drop::<T>();
        }
    }
}
