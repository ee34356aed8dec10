package com.acme.orders;

@RestController
@RequestMapping("/orders")
public class OrderController {
    private final OrderService service;

    @GetMapping
    public List<Order> list(@RequestParam(required = false) String status, @RequestParam(defaultValue = "id") String sort) {
        return service.search(status, sort);
    }

    @PostMapping("/upload")
    public String upload(@RequestParam("file") MultipartFile file) throws IOException {
        File dest = new File("/uploads/" + file.getOriginalFilename());
        file.transferTo(dest);
        return "ok";
    }

    @PostMapping("/load")
    public Object load(@RequestBody byte[] data) throws Exception {
        return new ObjectInputStream(new ByteArrayInputStream(data)).readObject();
    }
}
